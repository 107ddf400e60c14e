package org.lwm2m.codec.opaque;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.testing.CodecContract;
import org.lwm2m.testing.Proves;

@Proves("FMT-02")
class OpaqueCodecTest extends CodecContract {

    private static final Path PACKAGE = Path.of(5, 0, 0);

    @Override
    protected Codec codec() {
        return new OpaqueCodec();
    }

    @Test
    void copiesNothing() {
        var image = Bytes.wrap(new byte[1000]);
        assertSame(image, codec().encode(PACKAGE, List.of(Entry.of(PACKAGE, new Value.Opaque(image)))));
        var entry = codec().decode(PACKAGE, image, ResourceTypes.UNKNOWN).get(0);
        assertSame(image, ((Value.Opaque) entry.value()).value());
    }

    @Test
    void holdsOneOpaqueValueAndNothingElse() {
        var octets = Entry.of(PACKAGE, new Value.Opaque(Bytes.of((byte) 1)));
        assertRefused(PACKAGE, List.of());
        assertRefused(PACKAGE, List.of(octets, octets));
        assertRefused(PACKAGE, List.of(Entry.of(PACKAGE, new Value.Text("a"))));
        assertRefused(PACKAGE.upTo(2), List.of(octets));
    }

    private void assertRefused(Path base, List<Entry> entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec().encode(base, entries));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status());
    }
}
