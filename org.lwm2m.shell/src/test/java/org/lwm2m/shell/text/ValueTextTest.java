package org.lwm2m.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

class ValueTextTest {

    @Test
    void aTimeIsShownAsSecondsAndAsDate() {
        assertEquals(
                "1367491215 = 2013-05-02 10:40:15Z", ValueText.show(new Value.Time(Instant.ofEpochSecond(1367491215))));
    }

    @Test
    void numbersAreShownPlain() {
        assertEquals("21.5", ValueText.show(new Value.Real(21.50)));
        assertEquals("100", ValueText.show(new Value.Real(100)));
        assertEquals("18446744073709551615", ValueText.show(new Value.Unsigned(-1)));
    }

    @Test
    void manyOctetsAreCounted() {
        assertEquals("0x0102", ValueText.show(new Value.Opaque(Bytes.of((byte) 1, (byte) 2))));
        assertTrue(ValueText.show(new Value.Opaque(Bytes.wrap(new byte[5000]))).endsWith("… (5000 bytes)"));
    }

    @Test
    void whatIsTypedIsReadByTheTypeOfTheResource() {
        assertEquals(new Value.Text("060"), ValueText.parse("060", ResourceType.STRING));
        assertEquals(new Value.Int(60), ValueText.parse("060", ResourceType.INTEGER));
        assertEquals(new Value.Unsigned(-1), ValueText.parse("18446744073709551615", ResourceType.UNSIGNED));
        assertEquals(new Value.Real(21.5), ValueText.parse("21.5", ResourceType.FLOAT));
        assertEquals(new Value.Flag(true), ValueText.parse("1", ResourceType.BOOLEAN));
        assertEquals(new Value.Opaque(Bytes.of((byte) 0xca)), ValueText.parse("0xCA", ResourceType.OPAQUE));
        assertEquals(new Value.Time(Instant.ofEpochSecond(5)), ValueText.parse("5", ResourceType.TIME));
        assertEquals(
                new Value.Time(Instant.ofEpochSecond(5)), ValueText.parse("1970-01-01T00:00:05Z", ResourceType.TIME));
        assertEquals(new Value.ObjectLink(3, 0), ValueText.parse("3:0", ResourceType.OBJLNK));
    }

    @Test
    void whatDoesNotFitTheTypeIsRefused() {
        for (var type : new ResourceType[] {
            ResourceType.INTEGER, ResourceType.UNSIGNED, ResourceType.FLOAT, ResourceType.BOOLEAN,
            ResourceType.OPAQUE, ResourceType.TIME, ResourceType.OBJLNK, ResourceType.NONE
        }) {
            assertThrows(IllegalArgumentException.class, () -> ValueText.parse("many", type), type.name());
        }
    }

    @Test
    void octetsMayComeFromAFile(@TempDir Path folder) throws Exception {
        var file = Files.write(folder.resolve("image"), new byte[] {7});

        var value = assertInstanceOf(Value.Opaque.class, ValueText.parse("@" + file, ResourceType.OPAQUE));
        assertEquals("07", value.value().hex());
    }

    @Test
    void withoutATypeNumbersAreNumbers() {
        assertEquals(new Value.Int(60), ValueText.guess("60"));
        assertEquals(new Value.Real(-1.5), ValueText.guess("-1.5"));
        assertEquals(new Value.Flag(false), ValueText.guess("false"));
        assertEquals(new Value.Text("10.0.0.1"), ValueText.guess("10.0.0.1"));
    }

    @Test
    void aSpanIsSaidInItsTwoLargestUnits() {
        assertEquals("4 min 51 s", Span.of(Duration.ofSeconds(291)));
        assertEquals("5 min", Span.of(Duration.ofMinutes(5)));
        assertEquals("2 d 3 h", Span.of(Duration.ofHours(51).plusMinutes(59)));
        assertEquals("now", Span.of(Duration.ofSeconds(-4)));
    }
}
