package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.model.VersionedModelProvider;
import org.eclipse.leshan.servers.security.SecurityStore;
import org.eclipse.leshan.transport.californium.server.endpoint.CaliforniumServerEndpointsProvider;
import org.eclipse.leshan.transport.californium.server.endpoint.coap.CoapServerProtocolProvider;
import org.eclipse.leshan.transport.californium.server.endpoint.coaps.CoapsServerProtocolProvider;

/**
 * A Leshan server on a free port of the loopback interface, which it says first; its commands are those of
 * {@link Operations} and {@code quit}.
 */
public final class LeshanServerPeer {

    private LeshanServerPeer() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        var server = server();
        server.getRegistrationService().addListener(new Told.OfRegistrations());
        server.getObservationService().addListener(new Told.OfObservations());
        server.start();
        say("listening", server.getEndpoint(Protocol.COAP).getURI().getPort());
        var operations = new Operations(server);
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
                operations.run(line.split("\t"));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    static LeshanServer server() throws IOException {
        var endpoints = new CaliforniumServerEndpointsProvider.Builder(new CoapServerProtocolProvider())
                .addEndpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Protocol.COAP)
                .build();
        return new LeshanServerBuilder()
                .setObjectModelProvider(new VersionedModelProvider(Words.models()))
                .setEndpointsProviders(endpoints)
                .build();
    }

    /** One over DTLS, with the server's keys. */
    static LeshanServer secured(SecurityStore store, SecuredKeys keys, int connectionId)
            throws IOException, GeneralSecurityException {
        var endpoints = new CaliforniumServerEndpointsProvider.Builder(new CoapsServerProtocolProvider())
                .addEndpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Protocol.COAPS)
                .setConfiguration(each -> each.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, connectionId))
                .build();
        return new LeshanServerBuilder()
                .setObjectModelProvider(new VersionedModelProvider(Words.models()))
                .setSecurityStore(store)
                .setPrivateKey(keys.serverKey())
                .setCertificateChain(new X509Certificate[] {keys.certificate("server.pem")})
                .setTrustedCertificates(new X509Certificate[] {keys.certificate("authority.pem")})
                .setEndpointsProviders(endpoints)
                .build();
    }

    /** One over DTLS that has pre-shared keys alone, as Leshan comes. */
    static LeshanServer keyed(SecurityStore store) throws IOException {
        var endpoints = new CaliforniumServerEndpointsProvider.Builder(new CoapsServerProtocolProvider())
                .addEndpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Protocol.COAPS)
                .build();
        return new LeshanServerBuilder()
                .setObjectModelProvider(new VersionedModelProvider(Words.models()))
                .setSecurityStore(store)
                .setEndpointsProviders(endpoints)
                .build();
    }
}
