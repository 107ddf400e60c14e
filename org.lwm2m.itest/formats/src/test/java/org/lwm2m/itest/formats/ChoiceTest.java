package org.lwm2m.itest.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.lwm2m.itest.formats.OurFormat.JSON;
import static org.lwm2m.itest.formats.OurFormat.LWM2M_CBOR;
import static org.lwm2m.itest.formats.OurFormat.OPAQUE;
import static org.lwm2m.itest.formats.OurFormat.SENML_CBOR;
import static org.lwm2m.itest.formats.OurFormat.SENML_JSON;
import static org.lwm2m.itest.formats.OurFormat.TEXT;
import static org.lwm2m.itest.formats.OurFormat.TLV;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.testing.Proves;

/** Server and client together: who chooses which format, and what codecs that come and go change. */
class ChoiceTest {

    private static final List<OurFormat> ALL = List.of(OurFormat.values());

    /** Version, codecs of the client, and what is chosen for one value, for several, for a composite (none in 1.0). */
    private record Choice(
            String version, List<OurFormat> codecs, OurFormat one, OurFormat several, OurFormat composite) {}

    @TestFactory
    @Proves("FMT-13")
    Stream<DynamicTest> theBestFormatThatTheVersionHasAndTheClientAnnouncedIsChosen() {
        return Stream.of(
                        new Choice("1.0", List.of(TEXT, OPAQUE, TLV), TLV, TLV, TLV),
                        new Choice("1.0", List.of(JSON), JSON, JSON, TLV),
                        new Choice("1.1", ALL, SENML_CBOR, SENML_CBOR, SENML_CBOR),
                        new Choice("1.1", List.of(TEXT, TLV, SENML_JSON), SENML_JSON, SENML_JSON, SENML_JSON),
                        new Choice("1.2", ALL, LWM2M_CBOR, LWM2M_CBOR, LWM2M_CBOR),
                        new Choice("1.2", List.of(TLV, SENML_JSON, SENML_CBOR), SENML_CBOR, SENML_CBOR, SENML_CBOR),
                        new Choice("1.2", List.of(TLV, SENML_JSON), SENML_JSON, SENML_JSON, SENML_JSON))
                .map(row -> dynamicTest(row.version + " " + row.codecs, () -> {
                    try (var pair = new Pair(row.version, row.codecs)) {
                        chosen(pair, row);
                    }
                }));
    }

    private static void chosen(Pair pair, Choice row) {
        var one = Pair.INSTANCE.child(1);
        done(pair.client().write(one, new Value.Int(1)));
        assertEquals(row.one.number(), pair.wire().came().orElseThrow().number());
        done(pair.client().read(one));
        assertEquals(row.one.number(), pair.wire().went().orElseThrow().number());
        done(pair.client().read(Pair.INSTANCE));
        assertEquals(row.several.number(), pair.wire().went().orElseThrow().number());
        if (!row.version.equals("1.0")) {
            done(pair.client().readComposite(List.of(one, Pair.INSTANCE.child(3))));
            assertEquals(
                    row.composite.number(), pair.wire().went().orElseThrow().number());
        }
    }

    @Test
    @Proves("FMT-21")
    void aCodecThatComesOrGoesChangesWhatTheClientAnnouncesAndTakes() throws InterruptedException {
        var one = Pair.INSTANCE.child(1);
        var cbor = new ContentFormat(LWM2M_CBOR.number());
        var entries = List.of(Entry.of(one, new Value.Int(1)));
        var write = new Downlink.Write(one, new Content(cbor, LWM2M_CBOR.codec().encode(one, entries)), Mode.REPLACE);
        try (var pair = new Pair("1.2", ALL)) {
            assertTrue(pair.announced().contains("11544"), pair.announced());
            assertEquals(Status.CHANGED, pair.ask(write).status());

            pair.remove(LWM2M_CBOR);
            var written = pair.client().send(write);
            assertEquals(
                    Status.NOT_ACCEPTABLE,
                    pair.ask(new Downlink.Read(one, Optional.of(cbor))).status());
            assertEquals(Status.UNSUPPORTED_FORMAT, done(written).status());
            pair.news();
            assertTrue(!pair.announced().contains("11544"), pair.announced());
            assertEquals(entries, done(pair.client().read(one)));
            assertEquals(SENML_CBOR.number(), pair.wire().went().orElseThrow().number());

            pair.add(LWM2M_CBOR);
            pair.news();
            assertTrue(pair.announced().contains("11544"), pair.announced());
            assertEquals(Status.CHANGED, pair.ask(write).status());
            assertEquals(
                    Optional.of(cbor),
                    pair.ask(new Downlink.Read(one, Optional.of(cbor)))
                            .content()
                            .map(Content::format));
        }
    }

    @Test
    @Proves("FMT-21")
    void aFormatThatTheSpecificationDoesNotKnowIsUsedAsSoonAsItsCodecIsThere() throws InterruptedException {
        var further = new ContentFormat(65_000);
        var one = Pair.INSTANCE.child(1);
        var entries = List.of(Entry.of(one, new Value.Int(41)));
        var content = new Content(further, new Reversed().encode(one, entries));
        try (var pair = new Pair("1.2", List.of(SENML_CBOR))) {
            assertEquals(
                    Status.UNSUPPORTED_FORMAT,
                    pair.ask(new Downlink.Write(one, content, Mode.REPLACE)).status());
            pair.add(new Reversed(), further.number());
            pair.news();
            assertTrue(pair.announced().contains("65000"), pair.announced());
            assertEquals(
                    Status.CHANGED,
                    pair.ask(new Downlink.Write(one, content, Mode.REPLACE)).status());
            assertEquals(
                    Optional.of(content),
                    pair.ask(new Downlink.Read(one, Optional.of(further))).content());
            pair.wire().answers(response -> response.with(content));
            assertEquals(entries, done(pair.client().read(one)));
        }
    }

    @Test
    @Proves("FMT-17")
    void theNumbersOfEarlyStacksAreUnderstoodAndNeverSaid() throws InterruptedException {
        var early = Map.of(TEXT, 1541, TLV, 1542, JSON, 1543);
        var one = Pair.INSTANCE.child(1);
        for (var row : early.entrySet()) {
            try (var pair = new Pair("1.0", List.of(row.getKey()))) {
                var format = new ContentFormat(row.getValue());
                var entries = List.of(Entry.of(one, new Value.Int(row.getValue())));
                var payload = row.getKey().codec().encode(one, entries);
                var write = new Downlink.Write(one, new Content(format, payload), Mode.REPLACE);
                assertEquals(Status.CHANGED, pair.ask(write).status());
                var answer = pair.ask(new Downlink.Read(one, Optional.of(format)));
                assertEquals(
                        row.getKey().number(),
                        answer.content().orElseThrow().format().number());
                pair.wire()
                        .answers(response -> response.with(new Content(
                                format, response.content().orElseThrow().bytes())));
                assertEquals(entries, done(pair.client().read(one)));
            }
        }
    }

    @TestFactory
    @Proves("FMT-06")
    Stream<DynamicTest> onlyAClientOfVersionOneZeroSpeaksOmaJson() {
        return Stream.of("1.0", "1.1", "1.2")
                .map(version -> dynamicTest(version, () -> {
                    var json = new ContentFormat(JSON.number());
                    var one = Pair.INSTANCE.child(1);
                    var content = new Content(json, JSON.codec().encode(one, List.of(Entry.of(one, new Value.Int(7)))));
                    try (var pair = new Pair(version, ALL)) {
                        var old = version.equals("1.0");
                        assertEquals(
                                old ? Status.CHANGED : Status.UNSUPPORTED_FORMAT,
                                pair.ask(new Downlink.Write(one, content, Mode.REPLACE))
                                        .status());
                        assertEquals(
                                old ? Status.CONTENT : Status.NOT_ACCEPTABLE,
                                pair.ask(new Downlink.Read(one, Optional.of(json)))
                                        .status());
                    }
                }));
    }

    /** Text from its end to its beginning. */
    private static final class Reversed implements Codec {

        @Override
        public Bytes encode(Path base, List<Entry> entries) {
            return reversed(TEXT.codec().encode(base, entries));
        }

        @Override
        public List<Entry> decode(Path base, Bytes payload, ResourceTypes types) {
            return TEXT.codec().decode(base, reversed(payload), types);
        }

        private static Bytes reversed(Bytes text) {
            return Bytes.utf8(new StringBuilder(text.utf8()).reverse().toString());
        }
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
