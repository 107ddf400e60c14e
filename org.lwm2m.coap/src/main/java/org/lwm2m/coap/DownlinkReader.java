package org.lwm2m.coap;

import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;

/** Reads what a server asks: device management and information reporting (Core 1.2, 6.3 and 6.4). */
final class DownlinkReader {

    private DownlinkReader() {}

    static Downlink read(Incoming incoming) {
        return switch (incoming.code()) {
            case GET -> get(incoming, atLeast(1, incoming));
            case PUT -> put(incoming, atLeast(1, incoming));
            case POST -> post(incoming, atLeast(1, incoming));
            case DELETE -> delete(incoming, incoming.path());
            case FETCH -> fetch(incoming);
            case IPATCH -> patch(incoming);
            default -> throw RequestReader.notAllowed(incoming);
        };
    }

    private static Downlink get(Incoming incoming, Path path) {
        if (incoming.observe(Draft.OBSERVE)) {
            return new Downlink.Observe(
                    path,
                    incoming.token(),
                    incoming.accept(),
                    attributes(incoming).set());
        } else if (incoming.observe(Draft.CANCEL)) {
            return new Downlink.Cancel(path, incoming.token());
        } else if (incoming.accepts(ContentFormat.LINK)) {
            var depth = incoming.query().number("depth", 1).map(Long::intValue);
            incoming.query().end();
            if (path.depth() > 3) {
                throw RequestReader.notAllowed(incoming);
            } else if (depth.filter(each -> each > 3).isPresent()) {
                throw Query.bad("depth is 0 to 3, not " + depth.get());
            }
            return new Downlink.Discover(path, depth);
        }
        incoming.query().end();
        return new Downlink.Read(path, incoming.accept());
    }

    private static Downlink put(Incoming incoming, Path path) {
        var hasContent = incoming.hasFormat() || incoming.hasBody();
        if (!hasContent && !incoming.query().isEmpty()) {
            var attributes = AttributeQuery.of(incoming.query());
            return new Downlink.WriteAttributes(path, attributes.set(), attributes.unset());
        }
        incoming.query().end();
        // There is no Write of a whole object.
        if (path.depth() == 1) {
            throw RequestReader.notAllowed(incoming);
        }
        return new Downlink.Write(path, incoming.content(), Downlink.Write.Mode.REPLACE);
    }

    private static Downlink post(Incoming incoming, Path path) {
        incoming.query().end();
        var executes = !incoming.hasFormat() || incoming.hasFormat(ContentFormat.TEXT);
        if (path.depth() == 3 && executes) {
            return new Downlink.Execute(path, incoming.text());
        } else if (path.depth() == 4 || path.depth() == 2 && !incoming.hasFormat() && !incoming.hasBody()) {
            throw RequestReader.notAllowed(incoming);
        }
        return path.depth() == 1
                ? new Downlink.Create(path, incoming.content())
                : new Downlink.Write(path, incoming.content(), Downlink.Write.Mode.PARTIAL_UPDATE);
    }

    private static Downlink delete(Incoming incoming, Path path) {
        incoming.query().end();
        if (path.depth() != 2 && path.depth() != 4) {
            throw RequestReader.notAllowed(incoming);
        }
        return new Downlink.Delete(path);
    }

    private static Downlink fetch(Incoming incoming) {
        composite(incoming);
        if (incoming.observe(Draft.OBSERVE)) {
            return new Downlink.ObserveComposite(
                    incoming.content(),
                    incoming.token(),
                    incoming.accept(),
                    attributes(incoming).set());
        } else if (incoming.observe(Draft.CANCEL)) {
            return new Downlink.CancelComposite(incoming.content(), incoming.token());
        }
        incoming.query().end();
        return new Downlink.ReadComposite(incoming.content(), incoming.accept());
    }

    private static Downlink patch(Incoming incoming) {
        composite(incoming);
        incoming.query().end();
        return new Downlink.WriteComposite(incoming.content());
    }

    /** Attributes of an observation, none of which can be taken away. */
    private static AttributeQuery attributes(Incoming incoming) {
        var attributes = AttributeQuery.of(incoming.query());
        if (!attributes.unset().isEmpty()) {
            throw Query.bad("an observation cannot unset attributes: " + attributes.unset());
        }
        return attributes;
    }

    /** Composites address the root, or an alternate root. */
    private static void composite(Incoming incoming) {
        if (incoming.addressesData() && !incoming.segments().isEmpty()) {
            throw RequestReader.notAllowed(incoming);
        }
    }

    private static Path atLeast(int depth, Incoming incoming) {
        var path = incoming.path();
        if (path.depth() < depth) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "no " + incoming.code() + " of the root");
        }
        return path;
    }
}
