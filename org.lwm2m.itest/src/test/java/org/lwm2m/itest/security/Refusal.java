package org.lwm2m.itest.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that has to be refused, and how that is told.
 *
 * @param server what is configured otherwise on the server's side, by PID
 * @param account of the client
 * @param told in the one line of the client's log and in its status
 * @param logged in the one line of the server's side; empty if nothing ever gets there
 */
record Refusal(String what, Map<String, String> server, String account, String told, Optional<String> logged) {

    static List<Refusal> all(Secured here) {
        return List.of(
                refusal(
                        "unknown identity",
                        here.account("psk", "identity = nobody"),
                        "unknown_psk_identity",
                        "unknown identity"),
                refusal(
                        "wrong key",
                        here.account("psk", ".key = " + Secured.OTHER_KEY),
                        "are identity and key the right ones",
                        "are identity and key the right ones"),
                refusal(
                        "another's endpoint",
                        here.account("psk", "identity = another"),
                        "ep does not belong to these credentials",
                        ""),
                refusal(
                        "a key that nobody knows",
                        here.account("rpk", pair(here, "public.file", "another", ".public")),
                        "access_denied",
                        "unknown caller with the raw public key"),
                refusal(
                        "another server's key",
                        here.account("rpk", "server.file = " + here.files().resolve("another.public")),
                        "the server's public key is not the one in the account",
                        "bad_certificate"),
                refusal("expired", certificate(here, "gateway-expired"), "certificate_expired", "has expired at"),
                refusal("not yet valid", certificate(here, "gateway-early"), "certificate_expired", "not valid before"),
                refusal("wrong issuer", certificate(here, "gateway-stranger"), "unknown_ca", "no anchor for what"),
                refusal("wrong usage", certificate(here, "gateway-purpose"), "does not name clients", ""),
                refusal(
                        "another's certificate",
                        certificate(here, "another"),
                        "ep does not belong to these credentials",
                        ""),
                refusal(
                        "another's public key",
                        here.account("rpk", pair(here, "public.file", "rpk-1", ".public")),
                        "ep does not belong to these credentials",
                        ""),
                refusal(
                        "another's OSCORE id",
                        here.account("oscore", "oscore.client.id = 11"),
                        "ep does not belong to these credentials",
                        ""),
                refusal(
                        "a certificate without its key",
                        here.account("x509", ".key.file = " + here.files().resolve("another.key")),
                        "resource 5 is not the private key",
                        ""),
                server(here, "server's expired", "server-expired", "has expired at", "certificate_expired"),
                server(here, "server's not yet valid", "server-early", "not valid before", "certificate_expired"),
                server(here, "server's wrong name", "server-named", Pki.SERVER, "bad_certificate"),
                server(here, "server's wrong issuer", "server-stranger", "no anchor for what", "unknown_ca"),
                server(here, "server's wrong usage", "server-purpose", "usage", "unsupported_certificate"),
                refusal(
                        "another server's certificate",
                        here.account("x509", "server.file = " + here.files().resolve("another.pem")),
                        "not the one in the account",
                        "bad_certificate"),
                downgrade(here, "x509", Secured.CERTIFICATES),
                downgrade(here, "rpk", Secured.KEYS),
                refusal("keys, but no DTLS", here.account("psk", "uri = " + here.plain()), "coap", ""),
                refusal("DTLS, but no keys", here.account("nosec", "uri = " + here.secured()), "coaps", ""),
                refusal("no protection at all", here.account("nosec"), "4.01", "unknown caller refused"),
                refusal(
                        "another OSCORE secret",
                        here.account("oscore", ".oscore.secret = " + Secured.OTHER_KEY),
                        "4.00",
                        "Decryption failed"),
                refusal(
                        "an unknown OSCORE id",
                        here.account("oscore", "oscore.client.id = 77"),
                        "Security context not found",
                        "Security context not found"));
    }

    private static Refusal refusal(String what, String account, String told, String logged) {
        return new Refusal(what, Map.of(), account, told, Optional.of(logged).filter(words -> !words.isEmpty()));
    }

    /** The server shows another certificate to a client that trusts an authority. */
    private static Refusal server(Secured here, String what, String certificate, String told, String logged) {
        return new Refusal(
                what,
                Map.of(Secured.CERTIFICATES, here.server(certificate, "trusted")),
                here.account("x509", here.authority("trusted")),
                told,
                Optional.of(logged));
    }

    /** The server can do everything but this mode: the client accepts nothing less. */
    private static Refusal downgrade(Secured here, String mode, String pid) {
        return new Refusal(
                "downgrade of " + mode,
                Map.of(pid, ""),
                here.account(mode),
                "handshake_failure",
                Optional.of("no common server certificate type"));
    }

    private static String certificate(Secured here, String name) {
        return here.account("x509", pair(here, "certificate.file", name, ".pem"));
    }

    private static String pair(Secured here, String key, String name, String kind) {
        return key + " = " + here.files().resolve(name + kind) + "\n.key.file = "
                + here.files().resolve(name + ".key");
    }
}
