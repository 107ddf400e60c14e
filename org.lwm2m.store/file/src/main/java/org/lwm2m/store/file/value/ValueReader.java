package org.lwm2m.store.file.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;

/**
 * Reads what {@link ValueWriter} wrote and nothing else: each value has one spelling. Nothing is allocated that the
 * octets there are do not fill.
 */
public final class ValueReader {

    private final ByteBuffer octets;

    private ValueReader(byte[] octets) {
        this.octets = ByteBuffer.wrap(octets);
    }

    /**
     * Reads one value that takes all of the octets.
     *
     * @throws DamagedException if they are none
     */
    public static <T> T read(byte[] octets, Function<ValueReader, T> read) {
        var reader = new ValueReader(octets);
        try {
            var value = read.apply(reader);
            reader.check(!reader.octets.hasRemaining(), "more than a value");
            return value;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | LwM2mException e) {
            throw new DamagedException("at octet " + reader.octets.position() + ": " + e.getMessage());
        }
    }

    public int octet() {
        check(octets.hasRemaining(), "it ends too soon");
        return octets.get() & 0xff;
    }

    public long number() {
        var number = 0L;
        for (var shift = 0; ; shift += 7) {
            var octet = octet();
            check(shift < 63 || shift == 63 && octet <= 1, "a number of more than 64 bits");
            number |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                check(shift == 0 || octet != 0, "a number that is longer than it has to be");
                return number;
            }
        }
    }

    public long signed() {
        var number = number();
        return number >>> 1 ^ -(number & 1);
    }

    /** A number of 0 to {@code most}. */
    public int upTo(int most) {
        var number = number();
        check(number >= 0 && number <= most, "a number above " + most);
        return (int) number;
    }

    public boolean flag() {
        var octet = octet();
        check(octet <= 1, "neither yes nor no");
        return octet == 1;
    }

    public Bytes bytes() {
        var bytes = new byte[count()];
        octets.get(bytes);
        return Bytes.wrap(bytes);
    }

    public String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes().buffer()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no UTF-8", e);
        }
    }

    public Duration duration() {
        return Duration.ofSeconds(signed(), upTo(999_999_999));
    }

    public Instant instant() {
        return Instant.ofEpochSecond(signed(), upTo(999_999_999));
    }

    public <T> Optional<T> optional(Function<ValueReader, T> read) {
        return flag() ? Optional.of(read.apply(this)) : Optional.empty();
    }

    /** Each takes an octet at least, so there are no more than octets. */
    public <T> List<T> all(Function<ValueReader, T> read) {
        var count = count();
        var values = new ArrayList<T>(Math.min(count, 16));
        for (var i = 0; i < count; i++) {
            values.add(read.apply(this));
        }
        return List.copyOf(values);
    }

    private int count() {
        var count = number();
        check(count >= 0 && count <= octets.remaining(), "more than there is");
        return (int) count;
    }

    void check(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
