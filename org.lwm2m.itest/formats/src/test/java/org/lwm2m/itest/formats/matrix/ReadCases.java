package org.lwm2m.itest.formats.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.itest.formats.OurFormat.CBOR;
import static org.lwm2m.itest.formats.OurFormat.JSON;
import static org.lwm2m.itest.formats.OurFormat.SENML_CBOR;
import static org.lwm2m.itest.formats.OurFormat.SENML_JSON;
import static org.lwm2m.itest.formats.OurFormat.TEXT;
import static org.lwm2m.itest.formats.OurFormat.TLV;

import java.util.List;
import java.util.Optional;

/** Cases 201 to 237 that read. */
final class ReadCases {

    private ReadCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("201", TEXT, ends -> ends.reads("/3/0/0", "/3/0/1", "/3/0/2")),
                Case.of("203", TLV, ends -> ends.reads("/3/0")),
                Case.of("204", JSON, ends -> ends.reads("/3/0")),
                Case.of("211", CBOR, ends -> ends.reads("/1/0/0", "/1/0/6", "/1/0/7")),
                Case.of("222", Case.SEVERAL, ends -> ends.reads("/1", "/3")),
                Case.of("223", Case.SEVERAL, ends -> ends.reads("/1/0", "/3/0")),
                Case.of("224", Case.SINGLE, ends -> ends.reads("/1/0/0", "/1/0/1", "/1/0/6", "/1/0/7", "/3/0/16")),
                Case.of("225", Case.RESOURCE_INSTANCE, ReadCases::resourceInstance),
                Case.of("231", SENML_JSON, ReadCases::eachLevel),
                Case.of("232", SENML_CBOR, ReadCases::eachLevel),
                Case.of("237", ReadCases::anyFormat));
    }

    private static void resourceInstance(Ends ends) {
        ends.reads("/3/0/11/0", "/16/0/0/3");
        var missing = ends.server.read("/3/0/11/1", Optional.of(ends.format()));
        assertEquals("4.04", missing.code(), missing::said);
    }

    private static void eachLevel(Ends ends) {
        ends.reads("/1", "/3/0", "/3/0/16", "/3/0/11/0");
    }

    private static void anyFormat(Ends ends) {
        for (var path : List.of("/1", "/3")) {
            var answer = ends.server.read(path, Optional.empty());
            assertEquals("2.05", answer.code(), answer::said);
            Ends.assertSame(ends.expected(path), Ends.sorted(answer.entries()), "Read " + path);
        }
    }
}
