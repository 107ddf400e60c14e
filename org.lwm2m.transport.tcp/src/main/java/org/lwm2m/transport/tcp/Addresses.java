package org.lwm2m.transport.tcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** Socket addresses as URIs and back. */
final class Addresses {

    static final String PLAIN = "coap+tcp";
    static final String SECURED = "coaps+tcp";
    private static final int PLAIN_PORT = 5683;
    private static final int SECURED_PORT = 5684;

    private Addresses() {}

    static URI uri(String scheme, InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        try {
            return new URI(scheme, null, host, address.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no URI for " + address, e);
        }
    }

    /** Reads what {@link #uri} wrote; asks no name server. */
    static InetSocketAddress literal(URI uri) {
        var host = host(uri);
        if (!isLiteral(host)) {
            throw new LwM2mException(Status.BAD_REQUEST, "not an address: " + uri);
        }
        return lookUp(uri, host);
    }

    /** Finds the address of a URI, with the help of {@code names} if it has a name. */
    static CompletionStage<InetSocketAddress> resolve(URI uri, Executor names) {
        try {
            var host = host(uri);
            return isLiteral(host)
                    ? CompletableFuture.completedStage(lookUp(uri, host))
                    : CompletableFuture.supplyAsync(() -> lookUp(uri, host), names);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static String host(URI uri) {
        if (!PLAIN.equals(uri.getScheme()) && !SECURED.equals(uri.getScheme()) || uri.getHost() == null) {
            throw new LwM2mException(
                    Status.NOT_IMPLEMENTED,
                    "this transport carries coap+tcp://host:port and coaps+tcp://host:port, not " + uri);
        }
        return uri.getHost();
    }

    private static InetSocketAddress lookUp(URI uri, String host) {
        try {
            var usual = SECURED.equals(uri.getScheme()) ? SECURED_PORT : PLAIN_PORT;
            var port = uri.getPort() < 0 ? usual : uri.getPort();
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new LwM2mException(Status.UNAVAILABLE, "unknown host in " + uri, e);
        }
    }

    private static boolean isLiteral(String host) {
        for (var i = 0; i < host.length(); i++) {
            var each = host.charAt(i);
            if (each != '.' && (each < '0' || each > '9')) {
                return host.startsWith("[");
            }
        }
        return true;
    }
}
