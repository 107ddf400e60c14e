package org.lwm2m.api;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A kind of transport, by the letter that Register and the Server object use (Core 1.2, 6.2.1.2). */
public enum Binding {

    /** UDP. */
    U(Version.V1_0),
    /** SMS. */
    S(Version.V1_0),
    /** TCP. */
    T(Version.V1_1),
    /** Non-IP. */
    N(Version.V1_1),
    /** MQTT. */
    M(Version.V1_2),
    /** HTTP. */
    H(Version.V1_2);

    private final Version since;

    Binding(Version since) {
        this.since = since;
    }

    public Version since() {
        return since;
    }

    /** The binding that URIs of this scheme are of (Transport 1.2, 6 to 8); empty for schemes that are of none. */
    public static Optional<Binding> ofScheme(String scheme) {
        return Optional.ofNullable(
                switch (scheme.toLowerCase(Locale.ROOT)) {
                    case "coap", "coaps" -> U;
                    case "coap+tcp", "coaps+tcp", "coap+ws", "coaps+ws" -> T;
                    case "sms", "coap+sms" -> S;
                    case "lorawan" -> N;
                    case "mqtt", "mqtts" -> M;
                    case "http", "https" -> H;
                    default -> null;
                });
    }

    /** The bindings of {@code UT} or, in 1.0, {@code UQ}: a Q and letters not known are passed over. */
    public static Set<Binding> parse(String letters) {
        var found = EnumSet.noneOf(Binding.class);
        for (var binding : values()) {
            if (letters.contains(binding.name())) {
                found.add(binding);
            }
        }
        return found;
    }

    public static String format(Set<Binding> bindings) {
        return bindings.stream().sorted().map(Binding::name).collect(Collectors.joining());
    }
}
