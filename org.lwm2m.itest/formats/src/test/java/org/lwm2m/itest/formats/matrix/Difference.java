package org.lwm2m.itest.formats.matrix;

import static org.lwm2m.itest.formats.OurFormat.CBOR;
import static org.lwm2m.itest.formats.OurFormat.JSON;
import static org.lwm2m.itest.formats.OurFormat.SENML_CBOR;
import static org.lwm2m.itest.formats.OurFormat.SENML_JSON;
import static org.lwm2m.itest.formats.OurFormat.TLV;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lwm2m.api.Value;
import org.lwm2m.itest.formats.OurFormat;

/**
 * What Leshan 2.0.0-M18 does in another way, so that a row cannot be or expects something else of it. How its codecs
 * differ from ours is held by {@code BesideLeshanTest}.
 */
enum Difference {
    /** Core 1.2, 6.3.8, sets no limit to the paths of a list; Leshan refuses one that is below another. */
    OVERLAPPING_PATHS("229", EnumSet.allOf(Side.class), Case.COMPOSITE),

    /** Core 1.2, 6.3.8: the root is all. Leshan's server asks for it, and finds no value in the answer. */
    ROOT("235", EnumSet.of(Side.OURS), Case.COMPOSITE),

    /** Core 1.2, 6.3.6, lets the client choose the number in any format; Leshan's server says it in all but TLV. */
    CREATE_WITHOUT_NUMBER("1630 without a number", EnumSet.of(Side.OURS), List.of(JSON, SENML_JSON, SENML_CBOR)),

    /** Core 1.2, E.2, /1/x/23: Leshan's client sends although that is true. */
    MUTE_SEND("307", EnumSet.of(Side.LESHAN), Case.COMPOSITE),

    /** Core 1.2, 6.4.1: pmax is for composites, too; Leshan's client has it for single paths. */
    PERIODS_OF_COMPOSITES("304", EnumSet.of(Side.LESHAN), Case.COMPOSITE),

    /** The same, of attributes that change. */
    CHANGED_PERIODS_OF_COMPOSITES("310", EnumSet.of(Side.LESHAN), Case.COMPOSITE),

    /** Core 1.2, 6.4.2: what is at a path also changes as an instance comes; Leshan's client tells of values alone. */
    INSTANCE_CREATED("308", EnumSet.of(Side.LESHAN), Case.COMPOSITE),

    /** The same, as an instance goes. */
    INSTANCE_DELETED("309", EnumSet.of(Side.LESHAN), Case.COMPOSITE);

    private final String name;
    private final Set<Side> clients;
    private final List<OurFormat> formats;

    Difference(String name, Set<Side> clients, List<OurFormat> formats) {
        this.name = name;
        this.clients = clients;
        this.formats = formats;
    }

    /** Whether Leshan cannot play its part in a row. */
    static boolean prevents(Side client, Case one, Optional<OurFormat> format) {
        return Stream.of(values())
                .filter(each -> each.name.equals(one.name()) && each.clients.contains(client))
                .anyMatch(each -> format.filter(each.formats::contains).isPresent());
    }

    /**
     * Whether Leshan writes or reads a value as another. Core 1.2, appendix C: an unsigned number in TLV has no sign,
     * where Leshan extends one. A time in CBOR needs no tag, which Leshan wants.
     */
    static boolean prevents(OurFormat format, Side writer, Value value) {
        if (format == TLV && value instanceof Value.Unsigned number) {
            return number.value() < 0 || number.value() > 127 && number.value() <= 0xffff_ffffL;
        }
        return format == CBOR && writer == Side.OURS && value instanceof Value.Time;
    }
}
