package org.lwm2m.testing.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;

class BytesTest {

    private static final Bytes FIVE = Bytes.hex("0102030405");

    @Test
    void areWhatTheyWereMadeOf() {
        assertEquals(FIVE, Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5));
        assertEquals("0102030405", FIVE.hex());
        assertEquals("äb", Bytes.utf8("äb").utf8());
        assertEquals(3, Bytes.utf8("äb").size());
        assertEquals(0, Bytes.EMPTY.size());
    }

    @Test
    void neverChange() {
        var source = new byte[] {1, 2};
        var bytes = Bytes.of(source);
        source[0] = 9;
        bytes.array()[1] = 9;
        assertEquals("0102", bytes.hex());
        assertThrows(ReadOnlyBufferException.class, () -> bytes.buffer().put(0, (byte) 9));
        bytes.buffer().get();
        assertEquals(2, bytes.buffer().remaining());
    }

    @Test
    void areCutWithoutCopyingThem() {
        var source = new byte[] {1, 2, 3, 4, 5};
        var part = Bytes.wrap(source).slice(1, 3);
        assertEquals("020304", part.hex());
        assertEquals("03", part.slice(1, 1).hex());
        assertEquals(part, Bytes.wrap(source, 1, 3));
        source[2] = 9;
        assertEquals("020904", part.hex());
    }

    @Test
    void areNotCutBeyondTheirEnds() {
        for (var cut : new long[][] {{-1, 1}, {0, 6}, {5, 1}, {6, 0}, {1, -1}, {1, Long.MAX_VALUE}}) {
            assertThrows(IndexOutOfBoundsException.class, () -> FIVE.slice(cut[0], cut[1]));
            assertThrows(IndexOutOfBoundsException.class, () -> Bytes.wrap(new byte[5], (int) cut[0], (int) cut[1]));
        }
        assertEquals(Bytes.EMPTY, FIVE.slice(5, 0));
    }

    @Test
    void areReadOneByOneWhereverTheyAre(@TempDir Path folder) throws IOException {
        var file = Bytes.of(Files.write(folder.resolve("image"), new byte[] {0, 1, (byte) 200}));
        for (var bytes : List.of(Bytes.hex("0001c8"), Bytes.hex("ff0001c8ff").slice(1, 3), file)) {
            assertEquals(200, bytes.octet(2));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.octet(3));
            assertThrows(IndexOutOfBoundsException.class, () -> bytes.octet(-1));
        }
    }

    @Test
    void areEqualByWhatTheyHoldNotByWhereTheyAre(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("image"), FIVE.array());
        assertEquals(FIVE, Bytes.of(file));
        assertEquals(FIVE.hashCode(), Bytes.of(file).hashCode());
        assertEquals(FIVE.slice(1, 2), Bytes.of(file).slice(1, 2));
        assertEquals(FIVE.slice(1, 2).hashCode(), Bytes.of(file).slice(1, 2).hashCode());
        assertNotEquals(FIVE, FIVE.slice(0, 4));
        assertNotEquals(FIVE, Bytes.hex("0102030406"));
    }

    @Test
    void areReadPieceByPiece(@TempDir Path folder) throws IOException {
        var image = new byte[200_000];
        new Random(1).nextBytes(image);
        var file = Bytes.of(Files.write(folder.resolve("image"), image));
        try (var in = file.stream()) {
            assertArrayEquals(image, in.readAllBytes());
            assertEquals(-1, in.read());
        }
        try (var in = Bytes.wrap(image).slice(10, 70_000).stream()) {
            assertEquals(image[10] & 0xff, in.read());
            assertEquals(69_999, in.readAllBytes().length);
        }
    }

    @Test
    void ofAFileThatChangesAreNotMixed(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("image"), new byte[100_000]);
        var before = Bytes.of(file);
        assertEquals(1024, before.slice(0, 1024).array().length);
        Files.write(folder.resolve("other"), new byte[100_000]);
        Files.move(folder.resolve("other"), file, StandardCopyOption.REPLACE_EXISTING);
        var changed = assertThrows(
                LwM2mException.class, () -> before.slice(50_000, 1024).array());
        assertEquals(Status.REQUEST_INCOMPLETE, changed.status());
        assertEquals(1024, Bytes.of(file).slice(50_000, 1024).array().length);
        var shortened = Bytes.of(file);
        Files.write(file, new byte[10]);
        assertThrows(LwM2mException.class, () -> shortened.slice(50_000, 1024).array());
        var gone = Bytes.of(file);
        Files.delete(file);
        assertThrows(LwM2mException.class, gone::array);
    }

    @Test
    void gatherInAFileThatIsReplacedWhenAllIsThere(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("image"), "before");
        var sink = Sink.to(file);
        sink.write(ByteBuffer.wrap(new byte[] {1, 2}));
        assertEquals("before", Files.readString(file));
        sink.write(ByteBuffer.wrap(new byte[] {3}));
        assertEquals("010203", sink.finish().hex());
        assertEquals(3, Files.size(file));
        var aborted = Sink.to(file);
        aborted.write(ByteBuffer.wrap(new byte[] {9}));
        aborted.abort();
        assertEquals(List.of("image"), List.of(folder.toFile().list()));
        assertEquals(3, Files.size(file));
    }

    @Test
    void doNotPrintWhatTheyHold() {
        assertFalse(Bytes.utf8("secret").toString().contains("secret"));
        assertEquals("6 bytes", Bytes.utf8("secret").toString());
    }
}
