package org.lwm2m.transport.udp;

import java.io.IOException;
import java.util.Map;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.transport.Transport;

/** UDP with what protects its messages, bound and unbound as the framework would. */
public final class ProtectedUdp {

    private ProtectedUdp() {}

    public static Transport open(Map<String, Object> settings, MessageProtection protection) throws IOException {
        var transport = new UdpTransport(settings);
        transport.bindProtection(protection);
        return transport;
    }

    public static void replace(Transport transport, MessageProtection before, MessageProtection after) {
        unbind(transport, before);
        bind(transport, after);
    }

    public static void unbind(Transport transport, MessageProtection before) {
        ((UdpTransport) transport).unbindProtection(before);
    }

    public static void bind(Transport transport, MessageProtection after) {
        ((UdpTransport) transport).bindProtection(after);
    }

    public static void close(Transport transport) {
        ((UdpTransport) transport).close();
    }
}
