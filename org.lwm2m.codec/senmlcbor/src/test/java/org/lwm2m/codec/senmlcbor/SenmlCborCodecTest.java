package org.lwm2m.codec.senmlcbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.testing.CodecContract;
import org.lwm2m.testing.Proves;

@Proves({"FMT-08", "FMT-12", "FMT-18", "FMT-20"})
class SenmlCborCodecTest extends CodecContract {

    private static final ResourceTypes FLOATS = path -> Optional.of(ResourceType.FLOAT);

    private final SenmlCborCodec codec = new SenmlCborCodec(Map.of());

    @Override
    protected Codec codec() {
        return codec;
    }

    @Test
    void keepsTimes() {
        var path = Path.parse("/72/1/2");
        var entries = new ArrayList<Entry>();
        for (var time : List.of("2016-10-11T11:50:13Z", "2016-10-11T11:50:13.25Z", "2016-10-11T11:49:12.999999Z")) {
            entries.add(Entry.of(path, new Value.Real(0.5), Instant.parse(time)));
        }
        entries.add(Entry.of(path, new Value.Real(0.5)));
        entries.add(Entry.of(path, new Value.Real(0.5), Instant.ofEpochSecond(7)));
        var payload = codec.encode(Path.of(72), entries);
        assertEquals(
                "85a421642f37322f221a57fcd1f50063312f3202f93800a30063312f3202f9380006f93400"
                        + "a30063312f3202f9380006fbc04e000008637bd0a322000063312f3202f93800"
                        + "a322070063312f3202f93800",
                payload.hex());
        assertEquals(entries, codec.decode(Path.of(72), payload, FLOATS));
    }

    @Test
    void comesBackWholeWhateverIsInIt() {
        var random = new Random(112);
        for (var round = 0; round < 1000; round++) {
            var entries = entries(random);
            var payload = codec.encode(Path.ROOT, entries);
            assertEquals(entries, codec.decode(Path.ROOT, payload, ResourceTypes.UNKNOWN), payload.hex());
        }
    }

    @Test
    void refusesWhatSenmlCannotSay() {
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Real(Double.NaN)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0"), new Value.Int(1)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/1/9"), new Value.Int(1)));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/6/1"), Value.NONE));
        assertRefused("/3/0", Entry.of(Path.parse("/3/0/9"), new Value.Int(1), Instant.ofEpochSecond(-5)));
    }

    @Test
    void saysAtWhichByteAPayloadIsWrong() {
        var failure = assertThrows(
                LwM2mException.class,
                () -> codec.decode(Path.parse("/3/0"), Bytes.hex("81a200662f332f302f39036161"), FLOATS));
        assertEquals("SenML CBOR at byte 2: /3/0/9 has text, the resource is of type float", failure.getMessage());
    }

    @Test
    void passesManyOctetsOnWithoutCopyingThem() {
        var image = Bytes.wrap(new byte[1 << 20]);
        var payload =
                codec.encode(Path.parse("/5/0/0"), List.of(Entry.of(Path.parse("/5/0/0"), new Value.Opaque(image))));
        assertEquals("81a221662f352f302f30085a00100000", payload.slice(0, 16).hex());
        assertEquals(image.size() + 16, payload.size());
        var entries = codec.decode(Path.parse("/5/0/0"), payload, ResourceTypes.UNKNOWN);
        assertEquals(new Value.Opaque(image), entries.get(0).value());
    }

    @Test
    @Proves("FMT-19")
    void readsNoMoreThanItsConfigurationAllows() {
        var strict = new SenmlCborCodec(Map.of("records.max", 2, "payload.max.bytes", 40, "nesting.max", 1));
        var record = "a200662f332f302f3%d0201";
        var two = record.formatted(1) + record.formatted(2);
        assertEquals(2, strict.decode(Path.ROOT, Bytes.hex("82" + two), FLOATS).size());
        for (var payload :
                List.of("83" + two + record.formatted(3), "00".repeat(41), "81a300662f332f302f3102016178" + "8180")) {
            var failure = assertThrows(
                    LwM2mException.class, () -> strict.decode(Path.ROOT, Bytes.hex(payload), FLOATS), payload);
            assertEquals(Status.TOO_LARGE, failure.status(), payload);
        }
    }

    private void assertRefused(String base, Entry... entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec.encode(Path.parse(base), List.of(entries)));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status(), failure.getMessage());
    }

    /** Values of all kinds that need no definition to be known again, some with times, some behind a gateway. */
    private static List<Entry> entries(Random random) {
        var entries = new ArrayList<Entry>();
        for (var id = random.nextInt(30); id > 0; id--) {
            var path = Path.of(random.nextInt(65535), random.nextInt(1000), id).in(random.nextInt(5) == 0 ? "d01" : "");
            var time = Optional.of(
                            Instant.ofEpochSecond(1 + random.nextInt(1 << 30), random.nextInt(1000) * 1_000_000L))
                    .filter(some -> random.nextBoolean());
            entries.add(new Entry(path, value(random), time));
        }
        return entries;
    }

    private static Value value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Value.Int(random.nextLong() >> random.nextInt(64));
            case 1 -> new Value.Real(random.nextBoolean() ? random.nextGaussian() : random.nextInt(100) / 4.0);
            case 2 -> new Value.Flag(random.nextBoolean());
            case 3 -> new Value.Text("\u00e4\u20ac".repeat(random.nextInt(20)));
            case 4 -> new Value.Opaque(Bytes.wrap(new byte[random.nextInt(300)]));
            default -> new Value.ObjectLink(random.nextInt(65536), random.nextInt(65536));
        };
    }
}
