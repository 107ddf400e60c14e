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

    @Test
    void readsAndPrintsNumbersAsJavaDoes() {
        for (var text : List.of("0", "-0", "7.", ".5", "-.25", "123456789012345", "1234567890123456", "0.1", "-1e-3")) {
            var decoded = codec().decode(LEVEL, Bytes.utf8(text), any -> Optional.of(ResourceType.FLOAT));
            assertEquals(
                    new Value.Real(Double.parseDouble(text)), decoded.get(0).value(), text);
        }
        for (var number : new double[] {0.1, -2.5, 1e-6, 123456.789012, 99999999.5, 1e15, -1e16, 0.3 + 1e-17}) {
            var printed = codec().encode(LEVEL, List.of(Entry.of(LEVEL, new Value.Real(number))));
            assertEquals(number, Double.parseDouble(printed.utf8()), printed.utf8());
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (var text : List.of("", "-", ".", "1.2.3", "1-", "0x1", "--1", "1 2", "NaN", "Infinity")) {
            for (var type : List.of(ResourceType.FLOAT, ResourceType.INTEGER, ResourceType.UNSIGNED)) {
                var failure = assertThrows(
                        LwM2mException.class, () -> codec().decode(LEVEL, Bytes.utf8(text), any -> Optional.of(type)));
                assertEquals(Status.BAD_REQUEST, failure.status(), text);
            }
        }
    }

    private void assertRefused(Path base, List<Entry> entries) {
        var failure = assertThrows(LwM2mException.class, () -> codec().encode(base, entries));
        assertEquals(Status.NOT_ACCEPTABLE, failure.status());
    }
}
