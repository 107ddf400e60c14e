package org.lwm2m.store.file.value;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.lwm2m.api.Bytes;

/** Writes one value, octet after octet: the same value always comes out the same. */
public final class ValueWriter {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(128);

    public byte[] octets() {
        return octets.toByteArray();
    }

    public ValueWriter octet(int octet) {
        octets.write(octet);
        return this;
    }

    /** Seven bits an octet, the lowest first. The number counts as unsigned. */
    public ValueWriter number(long number) {
        var rest = number;
        while ((rest & ~0x7fL) != 0) {
            octets.write((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        octets.write((int) rest);
        return this;
    }

    /** Small if it is near zero, on either side. */
    public ValueWriter signed(long number) {
        return number(number << 1 ^ number >> 63);
    }

    public ValueWriter flag(boolean flag) {
        return octet(flag ? 1 : 0);
    }

    public ValueWriter bytes(Bytes bytes) {
        number(bytes.size());
        octets.writeBytes(bytes.array());
        return this;
    }

    /** @throws IllegalArgumentException if it has half a surrogate pair, which would not come back */
    public ValueWriter text(String text) {
        return bytes(Bytes.wrap(utf8(text)));
    }

    public ValueWriter duration(Duration duration) {
        return signed(duration.getSeconds()).number(duration.getNano());
    }

    public ValueWriter instant(Instant instant) {
        return signed(instant.getEpochSecond()).number(instant.getNano());
    }

    public <T> ValueWriter optional(Optional<T> value, BiConsumer<ValueWriter, T> write) {
        flag(value.isPresent());
        value.ifPresent(it -> write.accept(this, it));
        return this;
    }

    public <T> ValueWriter all(Collection<T> values, BiConsumer<ValueWriter, T> write) {
        number(values.size());
        values.forEach(each -> write.accept(this, each));
        return this;
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer coded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var bytes = new byte[coded.remaining()];
            coded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is no UTF-8 can't be kept", e);
        }
    }
}
