package org.lwm2m.tls.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import org.lwm2m.tls.key.Der;

/**
 * Extensions of a certificate (RFC 5280, 4.2.1).
 *
 * @param authority whether it may sign others
 * @param purposes extended key usage, by identifiers; empty for any
 * @param alternatives names, each with its kind before it: {@code dns:}, {@code uri:} or {@code ip:}
 */
public record Extensions(boolean authority, List<String> purposes, List<String> alternatives) {

    public static final String SERVER = "1.3.6.1.5.5.7.3.1";
    public static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private static final byte[] MAY_SIGN_CERTIFICATES = {1, 6};
    private static final byte[] MAY_SIGN = {7, (byte) 0x80};

    byte[] encoded() {
        var all = new ArrayList<byte[]>();
        all.add(extension("2.5.29.19", true, authority ? Der.sequence(Der.flag(true)) : Der.sequence()));
        all.add(extension("2.5.29.15", true, Der.of(0x03, authority ? MAY_SIGN_CERTIFICATES : MAY_SIGN)));
        if (!purposes.isEmpty()) {
            var each = purposes.stream().map(Der::identifier).toArray(byte[][]::new);
            all.add(extension("2.5.29.37", false, Der.sequence(each)));
        }
        if (!alternatives.isEmpty()) {
            var each = alternatives.stream().map(Extensions::name).toArray(byte[][]::new);
            all.add(extension("2.5.29.17", false, Der.sequence(each)));
        }
        return Der.sequence(all.toArray(byte[][]::new));
    }

    private static byte[] extension(String identifier, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.identifier(identifier), Der.flag(true), Der.octets(value))
                : Der.sequence(Der.identifier(identifier), Der.octets(value));
    }

    private static byte[] name(String named) {
        var text = named.substring(named.indexOf(':') + 1);
        if (named.startsWith("dns:")) {
            return Der.of(0x82, text.getBytes(US_ASCII));
        }
        if (named.startsWith("uri:")) {
            return Der.of(0x86, text.getBytes(US_ASCII));
        }
        if (named.startsWith("ip:")) {
            return Der.of(0x87, address(text));
        }
        throw new IllegalArgumentException("a name has to begin with dns:, uri: or ip:, not " + named);
    }

    private static byte[] address(String text) {
        if (!text.matches("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        try {
            return java.net.InetAddress.getByName(text).getAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
    }
}
