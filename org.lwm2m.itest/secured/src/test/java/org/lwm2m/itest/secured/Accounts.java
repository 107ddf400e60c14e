package org.lwm2m.itest.secured;

import java.util.Map;

/** Accounts of our client, as they are configured. */
final class Accounts {

    private Accounts() {}

    static Map<String, Object> psk(int port) {
        return psk(port, Keys.HEX);
    }

    static Map<String, Object> psk(int port, String hex) {
        return psk(port, Keys.IDENTITY, hex);
    }

    static Map<String, Object> psk(int port, String identity, String hex) {
        return Map.of("uri", uri(port), "security", "psk", "identity", identity, ".key", hex);
    }

    static Map<String, Object> rpk(int port, Keys keys) {
        return rpk(port, keys, keys);
    }

    /** @param server whose key the server is to have */
    static Map<String, Object> rpk(int port, Keys keys, Keys server) {
        return Map.of(
                "uri",
                uri(port),
                "security",
                "rpk",
                "public.file",
                keys.file("client.pub"),
                ".key.file",
                keys.file("client.key"),
                "server.file",
                server.file("server.pub"));
    }

    /**
     * @param expected the file of the certificate that the server is to have, or of its authority
     * @param usage 2 for that of an authority, 3 for the server's own
     */
    static Map<String, Object> certificate(int port, Keys keys, String expected, int usage) {
        return certificate(port, keys, keys, expected, usage);
    }

    /** @param server whose the expected certificate is */
    static Map<String, Object> certificate(int port, Keys keys, Keys server, String expected, int usage) {
        return Map.of(
                "uri",
                uri(port),
                "security",
                "x509",
                "certificate.file",
                keys.file("client.pem"),
                ".key.file",
                keys.file("client.key"),
                "server.file",
                server.file(expected),
                "certificate.usage",
                "" + usage);
    }

    private static String uri(int port) {
        return "coaps://127.0.0.1:" + port;
    }
}
