package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.Receiver;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.testing.MemorySink;

/** Large values on their way to objects. */
class ReceivingTest {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final Bench bench = new Bench();

    /** Object 45: a place for something large. */
    private static final class Vault implements ManagedObject {

        final List<MemorySink> sinks = new ArrayList<>();
        OptionalLong announced = UNKNOWN;

        @Override
        public Set<Integer> instances() {
            return Set.of(0);
        }

        @Override
        public CompletionStage<List<Entry>> read(org.lwm2m.api.Path path) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public Optional<Sink> receive(org.lwm2m.api.Path path, OptionalLong size) {
            announced = size;
            if (size.orElse(0) > 1000) {
                throw new LwM2mException(Status.TOO_LARGE, "at most 1000 bytes");
            }
            sinks.add(new MemorySink());
            return Optional.of(sinks.get(sinks.size() - 1));
        }
    }

    private final Vault vault = new Vault();

    private void vault() {
        bench.device.add(45, ObjectVersion.V1_0, "", vault);
    }

    @Test
    void whatIsNotAllowedIsRefusedBeforeItIsSent() {
        bench.box(0);
        vault();
        assertEquals(Status.METHOD_NOT_ALLOWED, refusal("/44/0/2", ContentFormat.OPAQUE));
        assertEquals(Status.NOT_FOUND, refusal("/44/1/3", ContentFormat.OPAQUE));
        assertEquals(Status.NOT_FOUND, refusal("/77/0/3", ContentFormat.OPAQUE));
        assertEquals(Status.UNAUTHORIZED, refusal("/0/0/3", ContentFormat.OPAQUE));
        assertEquals(Status.UNSUPPORTED_FORMAT, refusal("/45/0/0", ContentFormat.SENML_JSON));
        var refused = receive(bench.server, "/45/0/0", ContentFormat.OPAQUE, OptionalLong.of(1001));
        assertEquals(Status.TOO_LARGE, status(refused));
        assertEquals(OptionalLong.of(1001), vault.announced);
        assertTrue(vault.sinks.isEmpty());
    }

    @Test
    void octetsGoToTheObjectAndOtherFormatsAreCollected() {
        bench.box(0);
        vault();
        assertEquals(Optional.empty(), place("/44/0/3", ContentFormat.OPAQUE));
        assertEquals(Optional.empty(), place("/45/0/0", ContentFormat.TLV));
        var sink = place("/45/0/0", ContentFormat.OPAQUE).orElseThrow();
        write(sink, 1);
        write(sink, 2);
        assertEquals("0102", sink.finish().hex());
        assertTrue(vault.sinks.get(0).finished());
    }

    @Test
    void aTransferThatIsBegunAnewEndsTheOneBefore() {
        vault();
        var first = place("/45/0/0", ContentFormat.OPAQUE).orElseThrow();
        write(first, 1);
        var second = place("/45/0/0", ContentFormat.OPAQUE).orElseThrow();
        assertTrue(vault.sinks.get(0).aborted());
        assertEquals(Status.REQUEST_INCOMPLETE, stopped(first));
        first.abort();
        write(second, 2);
        assertEquals("02", second.finish().hex());
    }

    @Test
    void theOneBeforeIsNotEndedInTheMiddleOfACall() {
        var asked = new ArrayList<CompletionStage<Optional<Sink>>>();
        var inner = new MemorySink();
        vault();
        var first = new Inflow(new Sink() {
            @Override
            public void write(ByteBuffer piece) {
                asked.add(null);
                assertFalse(inner.aborted());
                inner.write(piece);
            }

            @Override
            public Bytes finish() {
                return inner.finish();
            }

            @Override
            public void abort() {
                inner.abort();
            }
        });
        var stop = new LwM2mException(Status.NOT_FOUND, "gone");
        var again = new Inflow(new Sink() {
            @Override
            public void write(ByteBuffer piece) {
                first.write(piece);
                // The object leaves while it is being written.
                first.stop(stop);
            }

            @Override
            public Bytes finish() {
                return first.finish();
            }

            @Override
            public void abort() {
                first.abort();
            }
        });
        write(again, 1);
        assertTrue(inner.aborted());
        assertEquals(Status.NOT_FOUND, stopped(again));
        assertEquals(1, asked.size());
    }

    @Test
    void anotherServerWaitsUntilTheFirstIsDone() {
        vault();
        var first = place("/45/0/0", ContentFormat.OPAQUE).orElseThrow();
        var other = new TestServer(2);
        assertEquals(Status.UNAVAILABLE, status(receive(other, "/45/0/0", ContentFormat.OPAQUE, UNKNOWN)));
        first.abort();
        bench.loop.run();
        assertTrue(receive(other, "/45/0/0", ContentFormat.OPAQUE, UNKNOWN)
                .toCompletableFuture()
                .getNow(Optional.empty())
                .isPresent());
    }

    @Test
    void anObjectThatLeavesGetsNoMore() {
        vault();
        var sink = place("/45/0/0", ContentFormat.OPAQUE).orElseThrow();
        write(sink, 1);
        bench.device.remove(vault);
        bench.loop.run();
        assertTrue(vault.sinks.get(0).aborted());
        assertEquals(Status.NOT_FOUND, stopped(sink));
    }

    @Test
    void anAnnotatedObjectMayTakeAValuePieceByPiece() {
        var sink = new MemorySink();
        var given = new ArrayList<Bytes>();
        class Flash implements Image, Receiver {
            @Override
            public void image(Bytes image) {
                given.add(image);
            }

            @Override
            public Optional<Sink> receive(int resource, OptionalLong size) {
                return Optional.of(sink);
            }
        }
        bench.device.add(0, "", new Flash());
        var into = place("/46/0/0", ContentFormat.OPAQUE).orElseThrow();
        write(into, 7);
        into.finish();
        assertTrue(sink.finished());
        assertEquals(List.of(), given, "its setter is called by the write that follows");
    }

    @Test
    void aSetterOfOctetsGetsThemFromAFileThatNobodySees(@TempDir Path folder) {
        var device = new ManagedDevice(
                bench.loop,
                bench.codecs,
                () -> Optional.of(bench),
                Limits.USUAL,
                new Spool(folder, 1 << 20),
                Keeper.NONE,
                AlternatePath.NONE);
        device.add(0, "", (Image) image -> {});
        var head = head("/46/0/0", ContentFormat.OPAQUE);
        var sink = device.receive(bench.server, head, UNKNOWN)
                .toCompletableFuture()
                .getNow(Optional.empty())
                .orElseThrow();
        var block = new byte[50_000];
        for (var i = 0; i < 10; i++) {
            block[0] = (byte) i;
            sink.write(ByteBuffer.wrap(block));
        }
        var value = sink.finish();
        assertEquals(500_000, value.size());
        assertEquals(9, value.octet(450_000));
        assertEquals("0700", value.slice(350_000, 2).hex());
        assertEquals(500_000, value.array().length);
        assertEquals(0, folder.toFile().list().length);
        var tooMuch = device.receive(bench.server, head, OptionalLong.of(2 << 20));
        bench.loop.run();
        assertEquals(Status.TOO_LARGE, status(tooMuch));
    }

    @Test
    void whatIsAbortedLeavesNoFile(@TempDir Path folder) {
        var spool = new Spool(folder, 200_000);
        var sink = spool.open(UNKNOWN);
        sink.write(ByteBuffer.wrap(new byte[150_000]));
        var tooMuch = assertThrows(LwM2mException.class, () -> sink.write(ByteBuffer.wrap(new byte[150_000])));
        assertEquals(Status.TOO_LARGE, tooMuch.status());
        sink.abort();
        assertEquals(0, folder.toFile().list().length);
    }

    private Optional<Sink> place(String path, ContentFormat format) {
        return receive(bench.server, path, format, UNKNOWN)
                .toCompletableFuture()
                .getNow(Optional.empty());
    }

    private Status refusal(String path, ContentFormat format) {
        return status(receive(bench.server, path, format, UNKNOWN));
    }

    private CompletionStage<Optional<Sink>> receive(
            TestServer from, String path, ContentFormat format, OptionalLong size) {
        var stage = bench.device.receive(from, head(path, format), size);
        bench.loop.run();
        return stage;
    }

    private static Downlink head(String path, ContentFormat format) {
        return new Downlink.Write(org.lwm2m.api.Path.parse(path), new Content(format, Bytes.EMPTY), Mode.REPLACE);
    }

    private static void write(Sink sink, int octet) {
        sink.write(ByteBuffer.wrap(new byte[] {(byte) octet}));
    }

    private static Status stopped(Sink sink) {
        return assertThrows(LwM2mException.class, () -> write(sink, 9)).status();
    }

    private static Status status(CompletionStage<?> stage) {
        var failure = assertThrows(
                CompletionException.class, () -> stage.toCompletableFuture().getNow(null));
        return ((LwM2mException) LwM2mException.cause(failure)).status();
    }
}
