package org.lwm2m.codec.link;

import java.util.List;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.Format;
import org.lwm2m.api.codec.LinkCodec;
import org.osgi.service.component.annotations.Component;

/**
 * Link format, 40. Writes it the way the specification's examples are; reads what clients make of it.
 */
@Component
@Format(40)
public final class LinkFormat implements LinkCodec {

    @Override
    public String encode(List<Link> links) {
        var text = new StringBuilder(links.size() * 12);
        for (var link : links) {
            if (text.length() > 0) {
                text.append(',');
            }
            target(text.append('<'), link);
            text.append('>');
            link.parameters().forEach((name, value) -> parameter(text.append(';'), name, value));
        }
        return text.toString();
    }

    @Override
    public List<Link> decode(String text) {
        return new LinkReader(text).read();
    }

    private static void target(StringBuilder text, Link link) {
        var path = link.path();
        if (path.prefix().indexOf('>') >= 0) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, "no link can hold " + path);
        }
        text.append(path);
    }

    /** Numbers are bare and all else is quoted, as in {@code dim=2;rt="oma.lwm2m"}. */
    private static void parameter(StringBuilder text, String name, String value) {
        if (!isName(name)) {
            throw new LwM2mException(Status.NOT_ACCEPTABLE, "no link parameter can be called " + name);
        }
        text.append(name);
        if (value.isEmpty()) {
            return;
        }
        text.append('=');
        if (value.chars().allMatch(LinkFormat::mayBeInNumber)) {
            text.append(value);
        } else {
            text.append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(LinkFormat::mayBeInName);
    }

    private static boolean mayBeInName(int letter) {
        return letter > ' ' && letter < 0x7f && ";,=<>\"".indexOf(letter) < 0;
    }

    private static boolean mayBeInNumber(int letter) {
        return letter >= '0' && letter <= '9' || letter == '.' || letter == '-';
    }
}
