package org.lwm2m.codec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

@Proves("FMT-01")
class TextCodecTest extends CodecContract {

    private static final Path LEVEL = Path.of(3, 0, 9);

    @Override
    protected Codec codec() {
        return new TextCodec();
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
    }

    @Test
    void keepsWhatItCouldNotReadToItself() {
        var failure = assertThrows(LwM2mException.class, () -> codec().decode(
                        LEVEL, Bytes.utf8("secret"), any -> Optional.of(ResourceType.INTEGER)));
        assertEquals("text for /3/0/9 is no INTEGER", failure.getMessage());
    }

    private void assertRefused(Path base, List<Entry> entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec().encode(base, entries));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status());
    }
}
