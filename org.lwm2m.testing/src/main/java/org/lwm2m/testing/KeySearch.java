package org.lwm2m.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lwm2m.api.Bytes;

/**
 * Looks for keys in what was printed (SEC-17): as they are, in hexadecimal with and without something between the digits,
 * in base64 wherever it began, and as Java prints arrays. A finding tells which key and in which form, not the key.
 */
public final class KeySearch {

    /** What is shorter turns up by chance. */
    private static final int SHORTEST = 8;

    private static final int INDEX_BITS = 16;

    private record Form(String name, byte[] text) {}

    /** By their first eight octets; and which of these there may be, as a text of many megabytes has few of them. */
    private final Map<Long, List<Form>> forms = new HashMap<>();

    private final boolean[] begins = new boolean[1 << INDEX_BITS];

    /** @param keys secrets by what to call them, of 8 octets or more */
    public KeySearch(Map<String, Bytes> keys) {
        keys.forEach((name, key) -> {
            if (key.size() < SHORTEST) {
                throw new IllegalArgumentException(name + " is too short to look for");
            }
            forms(key.array()).forEach((form, text) -> add(new Form(name + ", " + form, text.getBytes(ISO_8859_1))));
        });
    }

    private void add(Form form) {
        var start = 0L;
        for (var i = 0; i < SHORTEST; i++) {
            start = start << 8 | form.text[i] & 0xff;
        }
        begins[index(start)] = true;
        forms.computeIfAbsent(start, none -> new ArrayList<>()).add(form);
    }

    private static int index(long start) {
        return (int) (start * 0x9E3779B97F4A7C15L >>> 64 - INDEX_BITS);
    }

    /** Which keys this has in it, in which form; empty if none. */
    public List<String> in(byte[] printed) {
        var found = new LinkedHashSet<String>();
        var window = 0L;
        for (var end = 0; end < printed.length; end++) {
            window = window << 8 | printed[end] & 0xff;
            if (end >= SHORTEST - 1 && begins[index(window)]) {
                for (var form : forms.getOrDefault(window, List.of())) {
                    var from = end - SHORTEST + 1;
                    var to = from + form.text.length;
                    if (to <= printed.length && Arrays.equals(printed, from, to, form.text, 0, form.text.length)) {
                        found.add(form.name);
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    public List<String> in(Collection<String> lines) {
        return in(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The same of each file in a folder and below, with its name: reports of tests, logs. */
    public List<String> in(Path folder) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                in(Files.readAllBytes(file)).forEach(each -> found.add(file + ": " + each));
            }
        }
        return found;
    }

    private static Map<String, String> forms(byte[] key) {
        var forms = new LinkedHashMap<String, String>();
        var hex = Bytes.of(key).hex();
        var upper = hex.toUpperCase(Locale.ROOT);
        forms.put("as it is", new String(key, ISO_8859_1));
        forms.put(
                "in UTF-8",
                new String(new String(key, ISO_8859_1).getBytes(java.nio.charset.StandardCharsets.UTF_8), ISO_8859_1));
        forms.put("hexadecimal", hex);
        forms.put("HEXADECIMAL", upper);
        for (var between : List.of(":", " ", "-", ", ", ", 0x")) {
            forms.put("hexadecimal with '" + between + "'", hex.replaceAll("(..)(?!$)", "$1" + between));
            forms.put("HEXADECIMAL with '" + between + "'", upper.replaceAll("(..)(?!$)", "$1" + between));
        }
        var array = Arrays.toString(key);
        forms.put("as an array", array.substring(1, array.length() - 1));
        for (var shift = 0; shift < 3; shift++) {
            forms.put("base64 from " + shift, base64(Base64.getEncoder(), key, shift));
            forms.put("base64url from " + shift, base64(Base64.getUrlEncoder(), key, shift));
        }
        return forms;
    }

    /** Base64 of something that has the key in it: without the characters at both ends that have other bits as well. */
    private static String base64(Base64.Encoder encoder, byte[] key, int shift) {
        var shifted = new byte[shift + key.length];
        System.arraycopy(key, 0, shifted, shift, key.length);
        var text = encoder.withoutPadding().encodeToString(shifted);
        var from = shift == 0 ? 0 : shift + 1;
        var whole = shifted.length * 8 / 6;
        return text.substring(from, whole);
    }
}
