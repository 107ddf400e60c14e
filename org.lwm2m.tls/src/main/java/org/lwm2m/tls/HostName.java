package org.lwm2m.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lwm2m.tls.alert.Alert;

/** Whether a certificate is of the host that was to be called (RFC 6125, 6; RFC 7252, 9.1.3.3). */
final class HostName {

    /** An IP address, so that asking for what it is asks no name server. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private HostName() {}

    static void require(X509Certificate certificate, String host) {
        var address = address(host);
        var names = presented(certificate, address.isPresent());
        var found = address.isPresent()
                ? names.stream().anyMatch(each -> address(each).equals(address))
                : names.stream().anyMatch(each -> covers(normal(each), normal(host)));
        if (!found) {
            throw Shown.refused(
                    Alert.BAD_CERTIFICATE,
                    "the certificate is not of " + host + " but of " + (names.isEmpty() ? "nobody" : names));
        }
    }

    /** The common name counts only where there is no alternative name of a host (RFC 6125, 6.4.4). */
    private static List<String> presented(X509Certificate certificate, boolean address) {
        var hosts = new ArrayList<>(Names.of(certificate, Names.DNS));
        Names.of(certificate, Names.URI).forEach(each -> host(each).ifPresent(hosts::add));
        var addresses = Names.of(certificate, Names.IP);
        if (hosts.isEmpty() && addresses.isEmpty()) {
            return Names.common(certificate).map(List::of).orElse(List.of());
        }
        return address ? addresses : hosts;
    }

    /** Of {@code coaps://host:5684}. */
    private static Optional<String> host(String uri) {
        try {
            return Optional.ofNullable(java.net.URI.create(uri).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A wildcard stands for exactly one label, the first, and never for the name of a whole registry. */
    private static boolean covers(String presented, String host) {
        if (!presented.startsWith("*.")) {
            return !presented.isEmpty() && presented.equals(host);
        }
        var rest = presented.substring(1);
        var label = host.length() - rest.length();
        return rest.indexOf('.', 1) > 0
                && label > 0
                && host.endsWith(rest)
                && host.indexOf('.') == label
                && rest.indexOf('*') < 0;
    }

    private static String normal(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Optional<InetAddress> address(String host) {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        var zone = bare.indexOf('%');
        var number = zone < 0 ? bare : bare.substring(0, zone);
        try {
            return ADDRESS.matcher(number).matches() ? Optional.of(InetAddress.getByName(number)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
