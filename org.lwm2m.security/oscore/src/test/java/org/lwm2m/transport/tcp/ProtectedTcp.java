package org.lwm2m.transport.tcp;

import java.io.IOException;
import java.util.Map;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.transport.Transport;

/** TCP with what protects its messages, bound and unbound as the framework would. */
public final class ProtectedTcp {

    private ProtectedTcp() {}

    public static Transport open(Map<String, Object> settings, MessageProtection protection) throws IOException {
        var transport = new TcpTransport(settings);
        transport.bindProtection(protection);
        return transport;
    }

    public static void replace(Transport transport, MessageProtection before, MessageProtection after) {
        unbind(transport, before);
        bind(transport, after);
    }

    public static void unbind(Transport transport, MessageProtection before) {
        ((TcpTransport) transport).unbindProtection(before);
    }

    public static void bind(Transport transport, MessageProtection after) {
        ((TcpTransport) transport).bindProtection(after);
    }

    public static void close(Transport transport) {
        ((TcpTransport) transport).close();
    }
}
