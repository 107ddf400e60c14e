package org.lwm2m.itest.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.lwm2m.itest.formats.OurFormat.CBOR;
import static org.lwm2m.itest.formats.OurFormat.JSON;
import static org.lwm2m.itest.formats.OurFormat.LWM2M_CBOR;
import static org.lwm2m.itest.formats.OurFormat.OPAQUE;
import static org.lwm2m.itest.formats.OurFormat.SENML_CBOR;
import static org.lwm2m.itest.formats.OurFormat.SENML_JSON;
import static org.lwm2m.itest.formats.OurFormat.TEXT;
import static org.lwm2m.itest.formats.OurFormat.TLV;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.testing.Proves;

/** Server and client together, format by format: every type gets across as it was. */
class EveryTypeTest {

    private static final List<OurFormat> ALL = List.of(OurFormat.values());

    /** Of each resource of {@link EveryType} that has one value, some. */
    private static final Map<Integer, List<Value>> VALUES = Map.of(
            0, List.of(new Value.Text(""), new Value.Text("äöü \uD83D\uDE00 \"\\/\n"), new Value.Text("x".repeat(300))),
            1, List.of(new Value.Int(-750), new Value.Int(Long.MIN_VALUE), new Value.Int(Long.MAX_VALUE)),
            2, List.of(new Value.Unsigned(200), new Value.Unsigned(1L << 53 | 1), new Value.Unsigned(-1)),
            3, List.of(new Value.Real(22.5), new Value.Real(22.4), new Value.Real(-6.667e-11), new Value.Real(1e300)),
            4, List.of(new Value.Flag(true), new Value.Flag(false)),
            5, List.of(new Value.Opaque(Bytes.hex("00ff3e3f")), new Value.Opaque(Bytes.EMPTY)),
            6, List.of(time(1476186613), time(-1), time(1L << 33)),
            7, List.of(new Value.ObjectLink(32801, 0), Value.ObjectLink.NULL),
            8, List.of(new Value.CoreLinks("</3/0/1>;pmin=10,</3/0/2>")));

    /** A version, the only codecs of a client of it, and the format that is then chosen for one value. */
    private static Stream<Map.Entry<String, OurFormat>> rows() {
        return Stream.of(
                Map.entry("1.0", TEXT),
                Map.entry("1.0", TLV),
                Map.entry("1.0", JSON),
                Map.entry("1.1", CBOR),
                Map.entry("1.1", TLV),
                Map.entry("1.1", SENML_JSON),
                Map.entry("1.1", SENML_CBOR),
                Map.entry("1.2", CBOR),
                Map.entry("1.2", TLV),
                Map.entry("1.2", SENML_JSON),
                Map.entry("1.2", SENML_CBOR),
                Map.entry("1.2", LWM2M_CBOR));
    }

    @TestFactory
    @Proves({"TYPE-01", "TYPE-02", "TYPE-03", "TYPE-04", "TYPE-05", "TYPE-06", "TYPE-08", "TYPE-09", "FMT-05"})
    Stream<DynamicTest> everyTypeIsWrittenAndReadInEveryFormatThatCanCarryIt() {
        return rows().map(row -> dynamicTest(row.getKey() + " " + row.getValue(), () -> {
            var format = row.getValue();
            var codecs = format == TEXT ? List.of(TEXT, OPAQUE) : List.of(format);
            try (var pair = new Pair(row.getKey(), codecs)) {
                for (var values : VALUES.entrySet()) {
                    for (var value : values.getValue()) {
                        crosses(pair, Pair.INSTANCE.child(values.getKey()), value, format);
                    }
                }
                if (format != TEXT && format != CBOR) {
                    severalCross(pair, format);
                }
            }
        }));
    }

    private static void crosses(Pair pair, Path path, Value value, OurFormat format) {
        var expected = format == TEXT && value instanceof Value.Opaque ? OPAQUE : format;
        done(pair.client().write(path, value));
        assertEquals(expected.number(), pair.wire().came().orElseThrow().number(), path + " written");
        assertEquals(List.of(Entry.of(path, value)), done(pair.client().read(path)));
        assertEquals(expected.number(), pair.wire().went().orElseThrow().number(), path + " read");
    }

    private static void severalCross(Pair pair, OurFormat format) {
        var entries = new ArrayList<Entry>();
        for (var id = 0; id < VALUES.size(); id++) {
            entries.add(Entry.of(Pair.INSTANCE.child(id), VALUES.get(id).get(0)));
        }
        entries.add(Entry.of(Pair.INSTANCE.child(9).child(0), new Value.Text("one")));
        entries.add(Entry.of(Pair.INSTANCE.child(9).child(65534), new Value.Text("")));
        entries.add(Entry.of(Pair.INSTANCE.child(10).child(300), new Value.Real(0.1)));
        done(pair.client().write(Pair.INSTANCE, entries, Mode.REPLACE));
        assertEquals(format.number(), pair.wire().came().orElseThrow().number());
        for (var path : List.of(Pair.INSTANCE, Pair.INSTANCE.upTo(1), Pair.INSTANCE.child(9))) {
            var there =
                    entries.stream().filter(each -> path.contains(each.path())).toList();
            assertEquals(there, done(pair.client().read(path)));
            assertEquals(format.number(), pair.wire().went().orElseThrow().number());
        }
    }

    /** The ways that {@link #rows} has no choice for: a server may ask for them all the same. */
    @TestFactory
    Stream<DynamicTest> everyTypeIsWrittenAndReadInTheFormatThatTheApplicationNames() {
        return Stream.of("1.0", "1.1", "1.2")
                .map(version -> dynamicTest(version, () -> {
                    try (var pair = new Pair(version, ALL)) {
                        for (var values : VALUES.entrySet()) {
                            for (var value : values.getValue()) {
                                named(pair, Pair.INSTANCE.child(values.getKey()), value, TEXT);
                            }
                        }
                        named(pair, Pair.INSTANCE.child(5), VALUES.get(5).get(0), OPAQUE);
                    }
                }));
    }

    private static void named(Pair pair, Path path, Value value, OurFormat format) {
        var number = new ContentFormat(format.number());
        var content = new Content(number, format.codec().encode(path, List.of(Entry.of(path, value))));
        assertEquals(
                Status.CHANGED,
                pair.ask(new Downlink.Write(path, content, Mode.REPLACE)).status());
        var answer = pair.ask(new Downlink.Read(path, Optional.of(number)));
        assertEquals(Optional.of(content), answer.content());
        assertEquals(List.of(Entry.of(path, value)), done(pair.client().read(path)));
    }

    private static Value time(long seconds) {
        return new Value.Time(Instant.ofEpochSecond(seconds));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
