package org.lwm2m.tls;

import java.util.Optional;
import org.lwm2m.api.Value;
import org.lwm2m.api.transport.Peer;

/** The name that a server's certificate has to be of, and that SNI may tell it. */
public final class ReferenceName {

    private static final int SNI = 14;

    private ReferenceName() {}

    /** What resource 14 of the Security object says; without it, the host of the URI. */
    public static String of(Peer peer) {
        return sni(peer).orElseGet(() -> host(peer));
    }

    /** What SNI may carry: a name, no address (RFC 6066, 3). */
    public static Optional<String> indicated(Peer peer) {
        return Optional.of(of(peer))
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .filter(name -> !name.isEmpty() && name.indexOf(':') < 0 && !name.matches("[0-9.]+"));
    }

    private static Optional<String> sni(Peer peer) {
        return peer.settings().stream()
                .filter(each -> each.path().object() == 0 && each.path().resource() == SNI)
                .filter(each -> each.path().depth() == 3)
                .map(each ->
                        each.value() instanceof Value.Text text ? text.value().strip() : "")
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static String host(Peer peer) {
        var host = peer.uri().getHost();
        return host == null ? "" : host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
