package org.lwm2m.codec.tlv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

@Proves("FMT-04")
class TlvCodecTest extends CodecContract {

    private static final ResourceTypes INTEGERS = path -> Optional.of(ResourceType.INTEGER);

    private final TlvCodec codec = new TlvCodec();

    @Override
    protected Codec codec() {
        return codec;
    }

    @Test
    void putsEntriesInTheOrderOfTheirPaths() {
        var mixed = List.of(number("/3/0/9", 1), number("/3/0/6/1", 5), number("/3/0/0", 2), number("/3/0/6/0", 1));
        var made = codec.encode(Path.parse("/3/0"), mixed);
        assertEquals("c100028606410001410105c10901", made.hex());
    }

    @Test
    void refusesTwoValuesOfOnePath() {
        assertRefused("/3/0", number("/3/0/9", 1), number("/3/0/9", 2));
        assertRefused("/3/0", number("/3/0/9", 1), number("/3/0/8", 2), number("/3/0/9", 2));
    }

    @Test
    void refusesWhatTlvCannotSay() {
        assertRefused("/", number("/3/0/9", 1));
        assertRefused("/3/0", number("/3/0", 1));
        assertRefused("/3/0", number("/3/0/9", 1), number("/3/0/9/0", 1));
        assertRefused("/3/0/6/0", Entry.of(Path.parse("/3/0/6/0"), Value.NONE));
        assertRefused("/2", Entry.of(Path.of(2, Path.ABSENT, 0), new Value.Int(1)), number("/2/0/0", 1));
        assertRefused(
                "/2", Entry.of(Path.parse("/2"), Value.NONE), Entry.of(Path.of(2, Path.ABSENT, 0), new Value.Int(1)));
    }

    @Test
    void carriesAsMuchAs24BitsCountAndNoMore() {
        var path = Path.parse("/5/0/0");
        var most = new Value.Opaque(Bytes.wrap(new byte[0xffffff]));
        var made = codec.encode(path, List.of(Entry.of(path, most)));
        assertEquals("d800ffffff00", made.slice(0, 6).hex());
        assertEquals(List.of(Entry.of(path, most)), codec.decode(path, made, any -> Optional.of(ResourceType.OPAQUE)));
        assertRefused("/5/0/0", Entry.of(path, new Value.Opaque(Bytes.wrap(new byte[0x1000000]))));
    }

    @Test
    void refusesAnInstanceLongerThan24BitsCount() {
        var half = new Value.Opaque(Bytes.wrap(new byte[0x800000]));
        var parts = List.of(Entry.of(Path.parse("/19/0/0/0"), half), Entry.of(Path.parse("/19/0/0/1"), half));
        var failure = assertThrows(LwM2mException.class, () -> codec.encode(Path.parse("/19"), parts));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status());
    }

    @Test
    void handsOnLargeOctetsWithoutCopyingThem() {
        var payload = new Counted(codec.encode(
                Path.parse("/5/0"),
                List.of(Entry.of(Path.parse("/5/0/0"), new Value.Opaque(Bytes.wrap(new byte[100_000]))))));
        var entries = codec.decode(Path.parse("/5/0"), payload, any -> Optional.of(ResourceType.OPAQUE));
        assertEquals(100_000, ((Value.Opaque) entries.get(0).value()).value().size());
        assertTrue(payload.slices > 0, "the value is a slice of the payload");
    }

    @Test
    @Proves("FMT-19")
    void refusesMoreValuesThanAnyClientHas() {
        var many = new byte[2 * 100_001];
        for (var i = 0; i < many.length; i += 2) {
            many[i] = (byte) 0xc0;
        }
        var failure = assertThrows(
                LwM2mException.class, () -> codec.decode(Path.parse("/3/0"), Bytes.wrap(many), ResourceTypes.UNKNOWN));
        assertEquals(Status.TOO_LARGE, failure.status());
    }

    @Test
    void saysAtWhichByteAPayloadIsWrong() {
        var failure = assertThrows(
                LwM2mException.class, () -> codec.decode(Path.parse("/3/0"), Bytes.hex("c10901c30a000000"), INTEGERS));
        assertEquals("TLV at byte 5: 3 bytes, an integer has 1, 2, 4 or 8", failure.getMessage());
    }

    @Test
    void comesBackWholeFromAnObjectWithManyInstances() {
        var entries = new ArrayList<Entry>();
        for (var instance = 0; instance < 300; instance++) {
            for (var id = 0; id < 10; id++) {
                entries.add(Entry.of(Path.of(65000, instance, id), new Value.Int((long) id << 8 * (id % 8))));
                entries.add(Entry.of(Path.of(65000, instance, 500, id * 40), new Value.Int(-id)));
            }
        }
        entries.sort((one, other) -> one.path().compareTo(other.path()));
        var base = Path.of(65000);
        assertEquals(entries, codec.decode(base, codec.encode(base, entries), INTEGERS));
    }

    @Test
    void readsAResourceAloneAsItReadsItAmongOthers() {
        var random = new Random(20260101);
        var path = Path.of(65000, 0, 5);
        var count = 0;
        for (var round = 0; round < 200_000; round++) {
            var octets = new byte[2 + random.nextInt(12)];
            random.nextBytes(octets);
            octets[0] = (byte) (0xc0 | (random.nextInt(8) == 0 ? 8 : octets.length - 2));
            octets[1] = (byte) (random.nextInt(8) == 0 ? 6 : 5);
            var type = ResourceType.values()[random.nextInt(ResourceType.values().length)];
            var payload = Bytes.wrap(octets);
            var alone = TlvAlone.value(path, payload, type);
            if (alone.isPresent()) {
                var among = new TlvReader(path, payload, any -> Optional.of(type)).read();
                assertEquals(List.of(Entry.of(path, alone.get())), among, payload.hex());
                count++;
            }
        }
        assertTrue(count > 10_000, count + " were read alone");
    }

    private void assertRefused(String base, Entry... entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec.encode(Path.parse(base), List.of(entries)));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status(), failure.getMessage());
    }

    private static Entry number(String path, long value) {
        return Entry.of(Path.parse(path), new Value.Int(value));
    }

    /** Bytes that know how often a part of them was taken. */
    private static final class Counted extends Bytes {

        private final Bytes bytes;
        private int slices;

        Counted(Bytes bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public Bytes slice(long offset, long size) {
            slices++;
            return bytes.slice(offset, size);
        }

        @Override
        public ByteBuffer buffer() {
            return bytes.buffer();
        }
    }
}
