package org.lwm2m.api.security;

import java.util.List;
import org.lwm2m.api.Bytes;

/**
 * Who a peer is, and how it proved so. Small, equal when the same: a registration keeps it, and belongs to it.
 */
public sealed interface Identity {

    /**
     * Nothing proved; all that is known is where it speaks from.
     *
     * @param address the IP address or other host name, without a port: a new port is the same peer behind a NAT, a
     *        new address is another peer, which has to register (Transport 1.1, 6.4.1)
     */
    record None(String address) implements Identity {}

    record Psk(String identity) implements Identity {}

    /** @param key the public key as SubjectPublicKeyInfo */
    record RawPublicKey(Bytes key) implements Identity {}

    /**
     * A certificate whose path was found good.
     *
     * @param name the common name
     * @param alternatives the DNS and URI names
     * @param fingerprint its SHA-256
     */
    record Certificate(String name, List<String> alternatives, Bytes fingerprint) implements Identity {}

    /**
     * Has the keys of an OSCORE context. A store is asked with what the message says; what is found may have another
     * context than that, if the peer derives contexts of its own (RFC 8613, B.2): then it is asked without one.
     *
     * @param sender the peer's Sender ID
     * @param context the ID Context as it was agreed on; empty for none
     */
    record Oscore(Bytes sender, Bytes context) implements Identity {}

    /** A broker lets this endpoint alone use its topic. */
    record Broker(String endpoint) implements Identity {}
}
