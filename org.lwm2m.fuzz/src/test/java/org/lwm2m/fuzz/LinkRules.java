package org.lwm2m.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.LinkCodec;

/** What holds for links: read or refused as {@link LinkCodec} says, the same again from what is made of them. */
final class LinkRules implements Rules {

    private static final Set<Status> REFUSALS = Set.of(Status.BAD_REQUEST, Status.TOO_LARGE);

    private final LinkCodec codec;

    LinkRules(LinkCodec codec) {
        this.codec = codec;
    }

    @Override
    public void check(byte[] input) {
        var text = new String(input, UTF_8);
        try {
            Budget.hold(input.length, () -> links(text));
        } catch (LwM2mException e) {
            Rules.require(REFUSALS.contains(e.status()), () -> e.status() + ": " + e.getMessage());
        }
    }

    private void links(String text) {
        var links = codec.decode(text);
        Rules.require(links.size() <= text.length(), () -> links.size() + " links");
        String again;
        try {
            again = codec.encode(links);
        } catch (LwM2mException e) {
            throw new AssertionError("read, but can't be written: " + links, e);
        }
        Rules.require(codec.decode(again).equals(links), () -> links + " became " + again);
    }
}
