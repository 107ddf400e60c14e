package org.lwm2m.transport.tcp.tls;

import java.io.IOException;
import org.bouncycastle.tls.TlsProtocol;

/** One of the two sides of a handshake, for one connection. */
interface Side {

    /** Its machine; a client's has its first words ready. */
    TlsProtocol begin() throws IOException;

    /** What came of the handshake, once it is done. */
    Agreement agreement();
}
