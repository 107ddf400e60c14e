package org.lwm2m.bootstrap.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.api.message.Response;

/** What a client answered to a Bootstrap-Discover: its version, if it said, and what it has. */
record Discovered(Optional<Version> version, List<Link> links) {

    /** Of LwM2M 1.0: {@code lwm2m=1.0,</0/0>;ssid=1}, without a link to the root before it. */
    private static final Pattern LEGACY = Pattern.compile("\\s*lwm2m\\s*=\\s*\"?([0-9.]{1,9})\"?\\s*(?:,|$)");

    static Discovered read(Response answer, LinkCodec codec) {
        var content = answer.content();
        if (content.filter(each -> !each.format().equals(ContentFormat.LINK)
                        && !each.format().equals(ContentFormat.TEXT))
                .isPresent()) {
            throw new LwM2mException(Status.BAD_GATEWAY, "the client answered a Discover with no links");
        }
        var text = content.map(each -> each.bytes().utf8()).orElse("");
        var legacy = LEGACY.matcher(text);
        if (legacy.lookingAt()) {
            return new Discovered(Version.of(legacy.group(1)), codec.decode(text.substring(legacy.end())));
        }
        var links = codec.decode(text);
        var said = links.stream()
                .filter(link -> link.path().depth() == 0 && link.parameters().containsKey("lwm2m"))
                .findFirst()
                .flatMap(link -> Version.of(link.parameters().get("lwm2m")));
        return new Discovered(
                said, links.stream().filter(link -> link.path().depth() > 0).toList());
    }
}
