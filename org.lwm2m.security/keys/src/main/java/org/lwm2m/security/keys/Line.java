package org.lwm2m.security.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/**
 * One line of a file of keys: a kind and {@code name=value} with blanks between, such as {@code psk endpoint=urn:dev:1
 * key=00ff}. In values, blanks and percent signs are written as {@code %20} and {@code %25}, as in a URI.
 */
final class Line {

    private Line() {}

    /** Whether it says nothing: empty, or a comment. */
    static boolean isSilent(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    /** @throws IllegalArgumentException what is wrong, without any value */
    static Known parse(String line) {
        var words = line.strip().split("\\s+");
        var fields = new HashMap<String, List<String>>();
        for (var i = 1; i < words.length; i++) {
            var equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("word " + (i + 1) + " is not name=value");
            }
            fields.computeIfAbsent(words[i].substring(0, equals), name -> new ArrayList<>())
                    .add(decoded(i, words[i].substring(equals + 1)));
        }
        return new Fields(fields).known(words[0]);
    }

    /** @throws LwM2mException 4.00 for what a line can't say */
    static String format(Identity identity, Caller caller) {
        var fields = new LinkedHashMap<String, String>();
        var kind = kind(identity, caller.credentials(), fields);
        var line = new StringBuilder(kind);
        (caller.endpoints().isEmpty() ? List.of(Fields.ANY) : caller.endpoints())
                .forEach(each -> append(line, "endpoint", each));
        fields.forEach((name, value) -> append(line, name, value));
        return line.toString();
    }

    private static String kind(Identity identity, Credentials credentials, Map<String, String> fields) {
        if (identity instanceof Identity.Psk psk
                && credentials instanceof Credentials.PreSharedKey key
                && key.identity().equals(psk.identity())) {
            fields.put("identity", psk.identity());
            fields.put("key", key.key().bytes().hex());
            return "psk";
        } else if (identity instanceof Identity.RawPublicKey key && credentials.equals(Credentials.POSSESSION)) {
            fields.put("key", key.key().hex());
            return "rpk";
        } else if (identity instanceof Identity.Certificate known && credentials.equals(Credentials.POSSESSION)) {
            var byHash = known.fingerprint().size() > 0;
            fields.put(
                    byHash ? "fingerprint" : "name",
                    byHash ? known.fingerprint().hex() : known.name());
            return "x509";
        } else if (identity instanceof Identity.Oscore && credentials instanceof Credentials.Oscore oscore) {
            oscore(oscore, fields);
            return "oscore";
        }
        throw new LwM2mException(Status.BAD_REQUEST, "keys of " + identity + " can't be kept in a file");
    }

    private static void oscore(Credentials.Oscore oscore, Map<String, String> fields) {
        fields.put("client.id", oscore.recipient().hex());
        fields.put("server.id", oscore.sender().hex());
        fields.put("secret", oscore.secret().bytes().hex());
        fields.put("salt", oscore.salt().hex());
        fields.put("context", oscore.context().hex());
        fields.put("aead", Integer.toString(oscore.aead()));
        fields.put("hmac", Integer.toString(oscore.hmac()));
    }

    private static void append(StringBuilder line, String name, String value) {
        line.append(' ').append(name).append('=');
        for (var c : value.toCharArray()) {
            if (c <= ' ' || c == '%' || c == 0x7f) {
                line.append(String.format("%%%02X", (int) c));
            } else if (Character.isWhitespace(c) || c == 0x85 || c == 0xa0) {
                line.append(java.net.URLEncoder.encode(String.valueOf(c), UTF_8));
            } else {
                line.append(c);
            }
        }
    }

    private static String decoded(int word, String value) {
        try {
            return value.indexOf('%') < 0 ? value : URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("word " + (word + 1) + " has a % that is not followed by two digits");
        }
    }
}
