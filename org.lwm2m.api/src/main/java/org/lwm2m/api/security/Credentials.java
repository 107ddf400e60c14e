package org.lwm2m.api.security;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Bytes;

/**
 * How one side proves who it is and knows the other. Plain data: a transport makes a handshake of it and learns nothing
 * about where it came from. Keys never print.
 */
public sealed interface Credentials {

    Credentials NONE = new None();

    /** Of a caller: that it has the key it shows, be it in a certificate, is all it has to prove. */
    Credentials POSSESSION = new Possession();

    /** No protection, on purpose. */
    record None() implements Credentials {}

    record Possession() implements Credentials {}

    record PreSharedKey(String identity, Secret key) implements Credentials {}

    /** @param peer the only key that the peer may have; empty where callers are looked up one by one */
    record RawPublicKey(PublicKey own, PrivateKey key, Optional<PublicKey> peer) implements Credentials {

        @Override
        public String toString() {
            return "RawPublicKey[" + own.getAlgorithm() + "]";
        }
    }

    /**
     * @param chain our certificate first
     * @param usage how {@code expected} restricts the peer's certificate (/0/x/15)
     * @param matching how {@code expected} is written (/0/x/13)
     * @param expected a certificate or its hash (/0/x/4); empty where callers are looked up one by one
     * @param anchors the trust store
     */
    record Certificates(
            List<X509Certificate> chain,
            PrivateKey key,
            Usage usage,
            Matching matching,
            Bytes expected,
            List<X509Certificate> anchors)
            implements Credentials {

        @Override
        public String toString() {
            return "Certificates[chain of " + chain.size() + ", " + usage + "]";
        }
    }

    /**
     * Messages protected one by one; only CoAP can. From our side, also where it is a caller that has to have them:
     * what we send is sent as {@code sender}.
     *
     * @param salt empty for none, as is {@code context}
     * @param sender our Sender ID, which may be empty
     * @param recipient our Recipient ID: the peer's Sender ID
     * @param context the ID Context
     * @param aead COSE number, 10 by default: AES-CCM-16-64-128
     * @param hmac COSE number, 5 by default: HMAC with SHA-256
     * @param below what protects the transport besides
     */
    record Oscore(
            Secret secret,
            Bytes salt,
            Bytes sender,
            Bytes recipient,
            Bytes context,
            int aead,
            int hmac,
            Credentials below)
            implements Credentials {}

    /** What the server's entry in the Security object means, numbered from 0 (Core 1.2, E.1). */
    enum Usage {
        CA_CONSTRAINT,
        SERVICE_CERTIFICATE_CONSTRAINT,
        TRUST_ANCHOR_ASSERTION,
        DOMAIN_ISSUED
    }

    /** How the server's entry in the Security object is written, numbered from 0. */
    enum Matching {
        EXACT,
        SHA_256,
        SHA_384,
        SHA_512
    }
}
