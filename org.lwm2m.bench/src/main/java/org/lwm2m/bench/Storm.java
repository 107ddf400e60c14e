package org.lwm2m.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.bench.load.Names;
import org.lwm2m.bench.load.Pace;
import org.lwm2m.bench.load.Work;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Certificates;
import org.osgi.framework.BundleException;

/**
 * Handshakes that come to nothing: {@code Storm SERVER-URI CERTIFICATE}. It obeys {@code psk N} (a known identity, another key) and
 * {@code x509 N} (a certificate of another authority, by who knows the server's, given as a file); what is counted as good is a handshake that failed.
 */
public final class Storm {

    private static final Pace AT_ONCE = new Pace(100, 0);

    private final Transport transport;
    private final String server;

    private Storm(Transport transport, String server) {
        this.transport = transport;
        this.server = server;
    }

    public static void main(String... arguments)
            throws IOException, InterruptedException, BundleException, GeneralSecurityException {
        var conf = Files.createTempDirectory("lwm2m-bench-conf");
        // A wrong key gets no answer, so that each waits in vain: 100 and 200 ms.
        SecuredConf.conf(
                conf,
                "org.lwm2m.transport.udp",
                Map.of("handshake.timeout.millis", 100, "handshake.retransmit.max", 1));
        var bundles = Bundles.start(Map.of("lwm2m.conf", conf.toString()), Load::needed);
        var storm = new Storm(bundles.service(Transport.class), arguments[0]);
        var stranger = stranger(Path.of(arguments[1]));
        System.out.println("ready");
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                var words = line.split(" ");
                storm.rage(words[0], Integer.parseInt(words[1]), words[0].equals("psk") ? wrong() : stranger);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void rage(String what, int total, Credentials credentials) throws InterruptedException {
        Work.run(
                what,
                total,
                AT_ONCE,
                i -> fails(transport.connect(
                        Peer.of(server, "storm", credentials),
                        (from, request) -> CompletableFuture.completedFuture(Response.of(Status.NOT_FOUND)))));
    }

    private static CompletionStage<Boolean> fails(CompletionStage<Connection> call) {
        return call.handle((made, failure) -> {
            if (failure == null) {
                throw new IllegalStateException("a handshake went well that should have failed");
            }
            return true;
        });
    }

    private static Credentials wrong() {
        return new Credentials.PreSharedKey(Names.of(1, 0), new Secret(Bytes.utf8("another key")));
    }

    private static Credentials stranger(Path server) throws IOException, GeneralSecurityException {
        var pair = TrialAuthority.keyPair();
        var authority = TrialAuthority.root("CN=elsewhere", Instant.now());
        var certificate = authority.issue(
                "CN=stranger", pair.getPublic(), Instant.now(), new Extensions(false, List.of(), List.of()));
        return new Credentials.Certificates(
                List.of(certificate),
                pair.getPrivate(),
                Credentials.Usage.DOMAIN_ISSUED,
                Credentials.Matching.EXACT,
                Bytes.wrap(Certificates.read(Bytes.wrap(Files.readAllBytes(server)))
                        .get(0)
                        .getEncoded()),
                List.of());
    }
}
