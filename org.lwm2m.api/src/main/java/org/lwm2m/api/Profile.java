package org.lwm2m.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A profile: a short id, and the objects and instances that it stands for (Core 1.2, 6.2.1).
 * <p>
 * A pre-configured one, {@code oma:meter} or {@code v:acme-7}, means what client and server were both told that it means. A
 * dynamic one, {@code 6:27354b9a}, is the fingerprint of a list that its client made.
 *
 * @param objects without duplicates, as Register would list them
 */
public record Profile(String id, List<Link> objects) {

    /** Of the suites of RFC 6920, 9.4: which length of SHA-256 each number means, in bits. */
    private static final Map<Integer, Integer> SUITES = Map.of(1, 256, 2, 128, 3, 120, 4, 96, 5, 64, 6, 32);

    private static final Pattern DYNAMIC = Pattern.compile("(\\d+):[\\da-fA-F]{8,}");
    private static final Pattern CONFIGURED = Pattern.compile("(oma|v):[A-Za-z\\d-]+");
    private static final Pattern OBJECT = Pattern.compile("<(/\\d+(?:/\\d+)?)>(?:;ver=\"?(\\d+\\.\\d+)\"?)?");

    /** @throws IllegalArgumentException if it is no profile id */
    public Profile {
        if (!isId(id)) {
            throw new IllegalArgumentException("not a profile id such as v:meter or 6:27354b9a: " + id);
        }
        objects = List.copyOf(objects);
    }

    public static boolean isId(String text) {
        return isDynamic(text) || CONFIGURED.matcher(text).matches();
    }

    /** Whether its client made it, of at least 32 bits. */
    public static boolean isDynamic(String id) {
        return DYNAMIC.matcher(id).matches();
    }

    /** Whether an id can be made by the suite of this number. */
    public static boolean hasSuite(int number) {
        return SUITES.containsKey(number);
    }

    /**
     * The fingerprint of a list. The specification does not say of what octets; here it is the links in the order of
     * their paths, with their parameters in the order of the alphabet and without quotes, as in
     * {@code </1/0>,</3/0>,</3303>;ver=1.1,</3303/0>}.
     *
     * @param suite 1 to 6 (RFC 6920, 9.4)
     */
    public static Profile dynamic(int suite, List<Link> objects) {
        var text = objects.stream()
                .sorted((one, other) -> one.path().compareTo(other.path()))
                .map(Profile::canonical)
                .collect(Collectors.joining(","));
        var digits = SUITES.get(suite) / 4;
        return new Profile(suite + ":" + sha256(text).substring(0, digits), objects);
    }

    /**
     * Whether the id is the fingerprint of the list by {@link #dynamic}, and so long that nobody finds another list for
     * it.
     */
    public boolean isProof() {
        var match = DYNAMIC.matcher(id);
        if (!match.matches() || match.group(1).length() > 3) {
            return false;
        }
        var suite = Integer.parseInt(match.group(1));
        return SUITES.getOrDefault(suite, 0) >= 96 && dynamic(suite, objects).id.equals(id);
    }

    /**
     * Reads the objects of a pre-configured profile: {@code </1/0>,</3/0>,</3303/0>;ver=1.1}.
     *
     * @throws IllegalArgumentException if it is none, and says why
     */
    public static Profile parse(String id, String objects) {
        var links = new ArrayList<Link>();
        for (var each : objects.split(",", -1)) {
            var match = OBJECT.matcher(each.strip());
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "not an object or instance such as </3/0> or </3303>;ver=1.1: " + each.strip());
            }
            var version = match.group(2);
            links.add(new Link(Path.parse(match.group(1)), version == null ? Map.of() : Map.of("ver", version)));
        }
        return new Profile(id, links);
    }

    private static String canonical(Link link) {
        var text = new StringBuilder("<").append(link.path()).append('>');
        new TreeMap<>(link.parameters())
                .forEach((name, value) -> text.append(';').append(name).append(value.isEmpty() ? "" : "=" + value));
        return text.toString();
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
