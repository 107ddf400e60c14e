package org.lwm2m.tls.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.lwm2m.api.Bytes;

/**
 * One block of a PEM file (RFC 7468); text between blocks is passed over.
 *
 * @param label such as {@code CERTIFICATE}
 */
public record Pem(String label, Bytes der) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*+)-----END ([A-Z0-9 ]{1,40})-----");

    /** More is no chain and no trust store of a device. */
    private static final int MOST = 1000;

    /** Whether these bytes say of themselves that they are PEM. */
    public static boolean is(Bytes bytes) {
        return text(bytes).contains("-----BEGIN ");
    }

    /**
     * The blocks in order.
     *
     * @throws IllegalArgumentException if one is damaged, or there are none
     */
    public static List<Pem> all(Bytes bytes) {
        var blocks = new ArrayList<Pem>();
        var text = text(bytes);
        var matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            var nth = "PEM block " + (blocks.size() + 1);
            require(matcher.group(1).equals(matcher.group(3)), nth + " ends as another than it begins");
            require(blocks.size() < MOST, "more than " + MOST + " PEM blocks");
            blocks.add(new Pem(matcher.group(1), decode(nth, matcher.group(2))));
        }
        var begun = text.split("-----BEGIN ", -1).length - 1;
        require(begun == blocks.size(), "PEM block " + (blocks.size() + 1) + " is damaged or has no end");
        require(!blocks.isEmpty(), "no PEM block in it");
        return blocks;
    }

    /** As text, in lines of 64 characters. */
    public String text() {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + encoder.encodeToString(der.array()) + "\n-----END " + label
                + "-----\n";
    }

    private static Bytes decode(String nth, String base64) {
        require(!base64.contains(":"), nth + " has headers, as keys under a password have; take that off first");
        try {
            return Bytes.wrap(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            // The decoder tells a character of what may be a key.
            throw new IllegalArgumentException(nth + " is not base64");
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.array(), ISO_8859_1);
    }

    private static void require(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException(what);
        }
    }

    /** What it is, not what is in it. */
    @Override
    public String toString() {
        return label + " of " + der;
    }
}
