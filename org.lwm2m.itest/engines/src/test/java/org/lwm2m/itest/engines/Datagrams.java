package org.lwm2m.itest.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lwm2m.api.Bytes;

/**
 * All that went over a wire, as one digest by which two runs are compared. {@code -Dday.log=file} names a file that gets a
 * line of each.
 */
final class Datagrams {

    private final MessageDigest digest;
    private final Optional<Writer> log;

    Datagrams(Optional<Path> file) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
            log = file.isPresent() ? Optional.of(Files.newBufferedWriter(file.get())) : Optional.empty();
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All parts of one line; what is a record is taken with all that is in it. */
    void add(Object... parts) {
        var line = Arrays.stream(parts).map(Datagrams::text).collect(Collectors.joining(" ", "", "\n"));
        digest.update(line.getBytes(UTF_8));
        log.ifPresent(writer -> write(writer, line));
    }

    /** Of all until now. */
    @Override
    public String toString() {
        try {
            log.ifPresent(Datagrams::flush);
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest(), 0, 8);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes and records do not tell their bytes by themselves: those may be keys. */
    private static String text(Object part) {
        if (part instanceof Bytes bytes) {
            return bytes.hex();
        } else if (part instanceof Optional<?> some) {
            return some.map(Datagrams::text).orElse("-");
        } else if (part instanceof Record record) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .map(component -> component.getName() + "=" + of(record, component.getAccessor()))
                    .collect(Collectors.joining(" ", record.getClass().getSimpleName() + "[", "]"));
        }
        return String.valueOf(part);
    }

    private static String of(Record record, java.lang.reflect.Method accessor) {
        try {
            return text(accessor.invoke(record));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Writer writer, String line) {
        try {
            writer.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flush(Writer writer) {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
