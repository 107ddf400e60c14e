package org.lwm2m.server.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

class ConversionTest {

    @Test
    void numbersBecomeOneAnotherIfNothingIsLost() {
        assertEquals(of(new Value.Real(7)), Conversion.to(ResourceType.FLOAT, new Value.Int(7)));
        assertEquals(of(new Value.Int(7)), Conversion.to(ResourceType.INTEGER, new Value.Real(7)));
        assertEquals(of(new Value.Unsigned(-1)), Conversion.to(ResourceType.UNSIGNED, text("18446744073709551615")));
        assertEquals(
                of(new Value.Int(Long.MIN_VALUE)), Conversion.to(ResourceType.INTEGER, text("-9223372036854775808")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.INTEGER, new Value.Real(7.5)));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.INTEGER, new Value.Unsigned(-1)));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.UNSIGNED, new Value.Int(-1)));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.UNSIGNED, text("18446744073709551616")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.FLOAT, text("much")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.INTEGER, new Value.Real(Double.NaN)));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.INTEGER, text("1e999999999")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.UNSIGNED, text("1e99999999")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.TIME, new Value.Int(Long.MAX_VALUE)));
    }

    @Test
    void textIsReadAsWhatItShouldBe() {
        assertEquals(of(new Value.Flag(true)), Conversion.to(ResourceType.BOOLEAN, text("1")));
        assertEquals(of(new Value.Flag(false)), Conversion.to(ResourceType.BOOLEAN, text("false")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.BOOLEAN, text("2")));
        assertEquals(of(new Value.ObjectLink(66, 0)), Conversion.to(ResourceType.OBJLNK, text("66:0")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.OBJLNK, text("66")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.OBJLNK, text("66:70000")));
        assertEquals(of(new Value.Time(Instant.EPOCH)), Conversion.to(ResourceType.TIME, text("1970-01-01T00:00:00Z")));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.OPAQUE, text("AQID")));
    }

    @Test
    void whatFitsStaysAsItIs() {
        var opaque = new Value.Opaque(Bytes.hex("01"));
        assertEquals(of(opaque), Conversion.to(ResourceType.OPAQUE, opaque));
        assertEquals(of(Value.NONE), Conversion.to(ResourceType.INTEGER, Value.NONE));
        assertEquals(Optional.empty(), Conversion.to(ResourceType.STRING, new Value.Int(1)));
    }

    private static Optional<Value> of(Value value) {
        return Optional.of(value);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }
}
