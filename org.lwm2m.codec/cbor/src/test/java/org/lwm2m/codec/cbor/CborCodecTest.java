package org.lwm2m.codec.cbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.testing.CodecContract;
import org.lwm2m.testing.Proves;

@Proves("FMT-09")
class CborCodecTest extends CodecContract {

    private static final Path LEVEL = Path.of(3, 0, 9);

    private final CborCodec codec = new CborCodec();

    @Override
    protected Codec codec() {
        return codec;
    }

    @Test
    void holdsOneValueAndNothingElse() {
        var one = Entry.of(LEVEL, new Value.Int(100));
        assertRefused(LEVEL, List.of());
        assertRefused(LEVEL, List.of(one, one));
        assertRefused(LEVEL.upTo(2), List.of(one));
        assertRefused(Path.ROOT, List.of(one));
        assertRefused(LEVEL, List.of(Entry.of(LEVEL, Value.NONE)));
        assertRefused(LEVEL, List.of(Entry.of(LEVEL, new Value.Real(Double.NaN))));
        assertRefused(LEVEL, List.of(Entry.of(LEVEL, new Value.Real(Double.NEGATIVE_INFINITY))));
    }

    @Test
    void saysWhereAndWhyAPayloadIsWrong() {
        var failure = assertThrows(
                LwM2mException.class,
                () -> codec.decode(LEVEL, Bytes.hex("6161"), any -> Optional.of(ResourceType.INTEGER)));
        assertEquals("CBOR at byte 0: text, the resource is of type integer", failure.getMessage());
    }

    @Test
    void passesManyOctetsOnWithoutCopyingThem() {
        var image = new Untouched(Bytes.wrap(new byte[1 << 20]));
        var made = codec.encode(LEVEL, List.of(Entry.of(LEVEL, new Value.Opaque(image))));
        assertEquals(5 + (1 << 20), made.size());
        assertEquals("5a00100000", made.slice(0, 5).hex());
        assertEquals("0000", made.slice(4, 2).hex());
        assertEquals(1024, made.slice(70_000, 1024).buffer().remaining());
        assertEquals("00", made.slice(made.size() - 1, 1).hex());
        assertThrows(IndexOutOfBoundsException.class, () -> made.slice(made.size(), 1));
    }

    @Test
    void takesManyOctetsOutWithoutCopyingThem() {
        var slice = Bytes.wrap(new byte[70_000]);
        var payload = new Untouched(Bytes.hex("5a00011170" + "00".repeat(70_000))) {
            @Override
            public Bytes slice(long offset, long size) {
                return offset == 5 && size == 70_000 ? slice : super.slice(offset, size);
            }

            @Override
            public ByteBuffer buffer() {
                return bytes.buffer();
            }
        };
        var entries = codec.decode(LEVEL, payload, any -> Optional.of(ResourceType.OPAQUE));
        assertSame(slice, ((Value.Opaque) entries.get(0).value()).value());
    }

    private void assertRefused(Path base, List<Entry> entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec.encode(base, entries));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status());
    }

    /** Bytes that may be taken in part, not as a whole. */
    private static class Untouched extends Bytes {

        final Bytes bytes;

        Untouched(Bytes bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public Bytes slice(long offset, long size) {
            return bytes.slice(offset, size);
        }

        @Override
        public ByteBuffer buffer() {
            throw new AssertionError("read all " + size());
        }
    }
}
