package org.lwm2m.coap;

import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.BootstrapDownlink;

/** Reads what a bootstrap server asks (Core 1.2, 6.1.7); {@code POST /bs} is read with the uplink. */
final class BootstrapReader {

    private BootstrapReader() {}

    static BootstrapDownlink read(Incoming incoming) {
        var path = incoming.path();
        incoming.query().end();
        return switch (incoming.code()) {
            case GET -> get(incoming, path);
            case PUT -> {
                within(1, 3, incoming, path);
                yield new BootstrapDownlink.Write(path, incoming.content());
            }
            case DELETE -> {
                within(0, 2, incoming, path);
                yield new BootstrapDownlink.Delete(path);
            }
            default -> throw RequestReader.notAllowed(incoming);
        };
    }

    private static BootstrapDownlink get(Incoming incoming, Path path) {
        if (incoming.accepts(ContentFormat.LINK)) {
            within(0, 1, incoming, path);
            return new BootstrapDownlink.Discover(path);
        }
        within(1, 2, incoming, path);
        return new BootstrapDownlink.Read(path, incoming.accept());
    }

    private static void within(int least, int most, Incoming incoming, Path path) {
        // An alternate root is for device management only.
        if (path.depth() < least || path.depth() > most || !path.prefix().isEmpty()) {
            throw RequestReader.notAllowed(incoming);
        }
    }
}
