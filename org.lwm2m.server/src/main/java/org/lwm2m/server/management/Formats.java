package org.lwm2m.server.management;

import static org.lwm2m.api.ContentFormat.CBOR;
import static org.lwm2m.api.ContentFormat.ETCH_CBOR;
import static org.lwm2m.api.ContentFormat.ETCH_JSON;
import static org.lwm2m.api.ContentFormat.JSON;
import static org.lwm2m.api.ContentFormat.LWM2M_CBOR;
import static org.lwm2m.api.ContentFormat.OPAQUE;
import static org.lwm2m.api.ContentFormat.SENML_CBOR;
import static org.lwm2m.api.ContentFormat.SENML_JSON;
import static org.lwm2m.api.ContentFormat.TEXT;
import static org.lwm2m.api.ContentFormat.TLV;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.server.Registration;

/**
 * Which formats to try with a client, best first: those that it announced, then those that its version has, those that
 * it refused before last (Core 1.2, 7.5; field notes F22 and F23).
 */
final class Formats {

    /** What fits in one message of any client's. */
    private static final int BLOCK = 1024;

    /** Those that the tables here tell about, and the old numbers of three of them, which are only read. */
    private static final Set<ContentFormat> KNOWN = Set.of(
            TEXT,
            ContentFormat.LINK,
            OPAQUE,
            CBOR,
            SENML_JSON,
            SENML_CBOR,
            ETCH_JSON,
            ETCH_CBOR,
            TLV,
            JSON,
            LWM2M_CBOR,
            new ContentFormat(1541),
            new ContentFormat(1542),
            new ContentFormat(1543));

    private Formats() {}

    /** For an object, an instance, a resource of several instances, or what is not known to be one value. */
    static List<ContentFormat> several(Version version) {
        return switch (version) {
            case V1_0 -> List.of(TLV, JSON);
            case V1_1 -> List.of(SENML_CBOR, SENML_JSON, TLV);
            case V1_2 -> List.of(LWM2M_CBOR, SENML_CBOR, SENML_JSON, TLV);
        };
    }

    /** For one value. Octets may also come as text, in Base64, where there is nothing better. */
    static List<ContentFormat> single(Version version, boolean opaque) {
        var plain = opaque ? OPAQUE : TEXT;
        var formats =
                switch (version) {
                    case V1_0 -> List.of(plain, TLV, JSON);
                    case V1_1 -> List.of(SENML_CBOR, SENML_JSON, CBOR, plain, TLV);
                    case V1_2 -> List.of(LWM2M_CBOR, SENML_CBOR, SENML_JSON, CBOR, plain, TLV);
                };
        return opaque ? Stream.concat(formats.stream(), Stream.of(TEXT)).toList() : formats;
    }

    /** Whether an opaque value takes more than one message. */
    static boolean large(Value.Opaque value) {
        return value.value().size() > BLOCK;
    }

    /**
     * For one opaque value that is large, in the order to try them: as it is, so that the client need not collect and
     * decode it, whatever else it announced.
     */
    static List<ContentFormat> octets(Version version, List<ContentFormat> refused) {
        return Stream.of(OPAQUE, CBOR, TLV)
                .filter(format -> !format.equals(CBOR) || version.atLeast(Version.V1_1))
                .sorted(Comparator.comparing(refused::contains))
                .toList();
    }

    /** For one resource of which nothing is known, be it one value or several: whatever says the types comes first. */
    static List<ContentFormat> unknown(Version version) {
        return version == Version.V1_0
                ? List.of(JSON, TLV, TEXT, OPAQUE)
                : Stream.concat(several(version).stream(), Stream.of(TEXT, OPAQUE))
                        .toList();
    }

    /** For values from all over a client. */
    static List<ContentFormat> composite(Version version) {
        return version.atLeast(Version.V1_2)
                ? List.of(LWM2M_CBOR, SENML_CBOR, SENML_JSON)
                : List.of(SENML_CBOR, SENML_JSON);
    }

    /** To write values all over a client; only a patch can also take resource instances away. */
    static List<ContentFormat> patch(Version version, boolean removes) {
        if (removes) {
            return List.of(ETCH_CBOR, ETCH_JSON);
        }
        return version.atLeast(Version.V1_2)
                ? List.of(LWM2M_CBOR, SENML_CBOR, SENML_JSON, ETCH_CBOR, ETCH_JSON)
                : List.of(SENML_CBOR, SENML_JSON);
    }

    /** To list paths, of those that the wire can carry; SenML-ETCH is since 1.2. */
    static List<ContentFormat> paths(Version version, List<ContentFormat> carried) {
        return carried.stream()
                .filter(format -> version.atLeast(Version.V1_2)
                        || !Set.of(ETCH_CBOR, ETCH_JSON).contains(format))
                .toList();
    }

    /** The candidates in the order to try them; after those, formats of others that the client announced. */
    static List<ContentFormat> order(
            List<ContentFormat> candidates, Registration registration, List<ContentFormat> refused) {
        var announced = announced(registration);
        if (announced.isEmpty() && refused.isEmpty()) {
            return candidates;
        }
        var ordered = new ArrayList<>(candidates);
        for (var format : announced) {
            if (!KNOWN.contains(format)) {
                ordered.add(format);
            }
        }
        ordered.sort(Comparator.<ContentFormat, Boolean>comparing(refused::contains)
                .thenComparing(format -> !announced.contains(format)));
        return ordered;
    }

    /** {@code ct} of the root link, however it is written (field note F5). */
    private static Set<ContentFormat> announced(Registration registration) {
        for (var link : registration.links()) {
            var formats = link.parameters().get("ct");
            if (formats != null && link.path().equals(Path.ROOT)) {
                return parse(formats);
            }
        }
        return Set.of();
    }

    /** Asked before every request, so without regular expressions. */
    private static Set<ContentFormat> parse(String formats) {
        var known = new HashSet<ContentFormat>();
        for (var words = new StringTokenizer(formats, " ,"); words.hasMoreTokens(); ) {
            var number = number(words.nextToken());
            if (number >= 0 && number <= 65535) {
                known.add(new ContentFormat(number));
            }
        }
        return known;
    }

    private static int number(String digits) {
        var number = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i == 5) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
