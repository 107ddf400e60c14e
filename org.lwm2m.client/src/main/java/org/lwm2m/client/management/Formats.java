package org.lwm2m.client.management;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Version;

/** Which content formats an operation may use, best first (Core 1.2, 7.4; Transport 1.2, 6.4.2). */
enum Formats {

    /** One resource or resource instance. */
    ONE,

    /** The same, holding octets. */
    ONE_OPAQUE,

    /** An object, an instance, a multiple resource. */
    SEVERAL,

    /** The values of a composite, wherever they live. */
    COMPOSITE,

    /** The values to write of a composite. */
    PATCH,

    /** The paths of a composite. */
    PATHS;

    /** What we choose from, when the peer says nothing. */
    List<ContentFormat> preferred(Version version) {
        var all = new ArrayList<ContentFormat>();
        if (this == PATCH || this == PATHS) {
            all.addAll(List.of(ETCH_CBOR, ETCH_JSON));
        }
        if (this != PATHS && version.atLeast(Version.V1_2)) {
            all.add(LWM2M_CBOR);
        }
        if (version.atLeast(Version.V1_1)) {
            all.addAll(List.of(SENML_CBOR, SENML_JSON));
        }
        if (this == ONE) {
            all.add(TEXT);
        } else if (this == ONE_OPAQUE) {
            all.addAll(List.of(OPAQUE, TEXT));
        }
        if (this == ONE || this == ONE_OPAQUE || this == SEVERAL) {
            all.add(TLV);
            if (version == Version.V1_0) {
                all.add(JSON);
            }
        }
        return all;
    }

    /** Those that the specification says the use of. */
    private static final Set<ContentFormat> SPECIFIED = Set.of(
            TEXT,
            OPAQUE,
            CBOR,
            TLV,
            JSON,
            SENML_JSON,
            SENML_CBOR,
            ETCH_JSON,
            ETCH_CBOR,
            LWM2M_CBOR,
            ContentFormat.LINK);

    /** Whether a peer may ask for it or send it. Newer formats than the version's harm nobody, nor do further ones. */
    boolean allows(ContentFormat format, Version version) {
        return !SPECIFIED.contains(format)
                || preferred(version).contains(format)
                || preferred(Version.V1_2).contains(format)
                || (this == ONE || this == ONE_OPAQUE) && format.equals(CBOR);
    }

    /** The numbers that stacks used before there were registered ones. */
    static ContentFormat registered(ContentFormat format) {
        return switch (format.number()) {
            case 1541 -> TEXT;
            case 1542 -> TLV;
            case 1543 -> JSON;
            default -> format;
        };
    }

    static boolean keepsTimes(ContentFormat format) {
        return List.of(SENML_CBOR, SENML_JSON, JSON).contains(format);
    }

    static Formats of(boolean one, boolean opaque) {
        return one ? opaque ? ONE_OPAQUE : ONE : SEVERAL;
    }

    static Optional<ContentFormat> registered(Optional<ContentFormat> format) {
        return format.map(Formats::registered);
    }
}
