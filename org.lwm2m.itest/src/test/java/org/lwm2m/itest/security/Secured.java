package org.lwm2m.itest.security;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.lwm2m.api.Bytes;
import org.lwm2m.itest.TheSystem;
import org.ops4j.pax.exam.Option;

/**
 * The system with keys of every kind for both sides, in files as a user has them.
 *
 * @param coaps the port where its server listens for DTLS
 * @param coap where it listens without
 * @param files the folder of keys and certificates
 */
record Secured(int coaps, int coap, Path files) {

    static final String KEY = "c41f70a95d2be8630d9f5be12a7704c9";
    static final String OTHER_KEY = "6e22d1b0937a4fc58bd02f1c9ae4573d";
    static final String SECRET = "9b3cf0e17d524a8896c05fa2be4d1763";
    static final String CERTIFICATES = "org.lwm2m.security.x509";
    static final String KEYS = "org.lwm2m.security.rpk";

    private static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String PLACE = "org.lwm2m.itest.secured";

    /** @param more PIDs, each with what its file says */
    static Option[] options(String... more) throws GeneralSecurityException, IOException {
        var coaps = TheSystem.freePort();
        var files = Pki.make(Path.of("target", "pki-" + coaps).toAbsolutePath());
        var secured = new Secured(coaps, TheSystem.freePort(), files);
        var configured = new ArrayList<>(secured.configuration());
        configured.addAll(List.of(more));
        return new Option[] {
            composite(TheSystem.options(configured.toArray(String[]::new))),
            systemProperty(PLACE).value(coaps + " " + secured.coap + " " + files)
        };
    }

    /** That in which a test runs. */
    static Secured here() {
        var place = System.getProperty(PLACE).split(" ", 3);
        return new Secured(Integer.parseInt(place[0]), Integer.parseInt(place[1]), Path.of(place[2]));
    }

    private List<String> configuration() throws IOException, GeneralSecurityException {
        var keys = Files.createFile(files.resolve("clients.keys"), OWNER);
        Files.writeString(keys, keys());
        return List.of(
                "org.lwm2m.server",
                listening(),
                "org.lwm2m.client.account-local",
                account("nosec"),
                "org.lwm2m.security.keys",
                "file = " + keys,
                KEYS,
                serverKey(),
                CERTIFICATES,
                server("server", "trusted"));
    }

    /** Where the server is. */
    String plain() {
        return "coap://127.0.0.1:" + coap;
    }

    String secured() {
        return "coaps://127.0.0.1:" + coaps;
    }

    /** At both. */
    String listening() {
        return "listen = " + plain() + ", " + secured();
    }

    /** The server's raw public key. */
    String serverKey() {
        return "server.key = " + files.resolve("server.key") + "\nserver.public = " + files.resolve("server.public");
    }

    /** What the server shows, and whom it trusts. */
    String server(String certificate, String trust) {
        return "server.certificate = " + files.resolve(certificate + ".pem") + "\nserver.key = "
                + files.resolve(certificate + ".key") + "\nserver.trust = " + files.resolve(trust + ".pem");
    }

    private String keys() throws IOException, GeneralSecurityException {
        var lines = new StringBuilder();
        for (var endpoint : List.of("gateway", "another", "psk-1", "psk-2")) {
            lines.append("psk endpoint=%s key=%s%n".formatted(endpoint, KEY));
        }
        lines.append("psk endpoint=* identity=psk-any key=%s%n".formatted(KEY));
        for (var endpoint : List.of("gateway", "rpk-1", "rpk-2")) {
            lines.append("rpk endpoint=%s key=%s%n".formatted(endpoint, publicKey(endpoint)));
        }
        for (var each : List.of("gateway 01", "oscore-1 11", "oscore-2 12")) {
            var words = each.split(" ");
            lines.append(
                    "oscore endpoint=%s client.id=%s server.id=02 secret=%s%n".formatted(words[0], words[1], SECRET));
        }
        return lines.toString();
    }

    private String publicKey(String name) throws IOException, GeneralSecurityException {
        return Bytes.wrap(KeyFactory.getInstance("EC")
                        .generatePublic(new X509EncodedKeySpec(der(name + ".public")))
                        .getEncoded())
                .hex();
    }

    /** What a PEM file has in it. */
    byte[] der(String file) throws IOException {
        return Base64.getMimeDecoder()
                .decode(Files.readString(files.resolve(file)).replaceAll("-----[A-Z ]+-----", ""));
    }

    /** The account of the gateway, as its file says it; lines that come later count. */
    String account(String mode, String... more) {
        var lines = new ArrayList<String>();
        var unprotected = mode.equals("nosec") || mode.equals("oscore");
        lines.add("uri = " + (unprotected ? plain() : secured()));
        lines.add("security = " + mode.replace("oscore", "nosec"));
        switch (mode) {
            case "psk" -> lines.addAll(List.of("identity = gateway", ".key = " + KEY));
            case "rpk" ->
                lines.addAll(List.of(
                        "public.file = " + files.resolve("gateway.public"),
                        ".key.file = " + files.resolve("gateway.key"),
                        "server.file = " + files.resolve("server.public")));
            case "x509" ->
                lines.addAll(List.of(
                        "certificate.file = " + files.resolve("gateway.pem"),
                        ".key.file = " + files.resolve("gateway.key"),
                        "server.file = " + files.resolve("server.pem")));
            case "oscore" -> lines.addAll(oscore());
            default -> {}
        }
        lines.addAll(List.of(more));
        return String.join("\n", lines);
    }

    /** The lines that put OSCORE over another mode. */
    static List<String> oscore() {
        return List.of(".oscore.secret = " + SECRET, "oscore.client.id = 01", "oscore.server.id = 02");
    }

    /** The lines that trust an authority and ask for a name. */
    String[] authority(String name) {
        return new String[] {
            "server.file = " + files.resolve(name + ".pem"), "certificate.usage = 2", "sni = " + Pki.SERVER
        };
    }
}
