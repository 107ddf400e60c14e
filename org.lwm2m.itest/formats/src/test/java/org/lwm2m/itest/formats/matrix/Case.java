package org.lwm2m.itest.formats.matrix;

import static org.lwm2m.itest.formats.OurFormat.CBOR;
import static org.lwm2m.itest.formats.OurFormat.JSON;
import static org.lwm2m.itest.formats.OurFormat.SENML_CBOR;
import static org.lwm2m.itest.formats.OurFormat.SENML_JSON;
import static org.lwm2m.itest.formats.OurFormat.TEXT;
import static org.lwm2m.itest.formats.OurFormat.TLV;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lwm2m.itest.formats.OurFormat;

/**
 * An interoperability case of the OMA test specification (ETS INT 1.2) that applies to 1.1.
 *
 * @param name its number, and what more it covers here
 * @param formats those that can carry it; an empty one for a case without values
 */
record Case(String name, List<Optional<OurFormat>> formats, Consumer<Ends> steps) {

    /** Those that carry several values. */
    static final List<OurFormat> SEVERAL = List.of(TLV, JSON, SENML_JSON, SENML_CBOR);

    /** Those that carry one value of any type. */
    static final List<OurFormat> SINGLE = List.of(TEXT, CBOR, TLV, JSON, SENML_JSON, SENML_CBOR);

    /** Those that carry one instance of a multiple resource, which 1.0, and so OMA JSON, cannot name in a request. */
    static final List<OurFormat> RESOURCE_INSTANCE = List.of(TEXT, CBOR, TLV, SENML_JSON, SENML_CBOR);

    /** Those that carry values of several objects, and lists of paths. */
    static final List<OurFormat> COMPOSITE = List.of(SENML_JSON, SENML_CBOR);

    static Case of(String name, List<OurFormat> formats, Consumer<Ends> steps) {
        return new Case(name, formats.stream().map(Optional::of).toList(), steps);
    }

    static Case of(String name, OurFormat format, Consumer<Ends> steps) {
        return of(name, List.of(format), steps);
    }

    /** One without values, or with values in any format. */
    static Case of(String name, Consumer<Ends> steps) {
        return new Case(name, List.of(Optional.empty()), steps);
    }

    static List<Case> all() {
        return Stream.of(
                        ReadCases.all(),
                        WriteCases.all(),
                        EveryTypeCases.all(),
                        CompositeCases.all(),
                        AttributeCases.all(),
                        ReportingCases.all(),
                        InstanceCases.all())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
