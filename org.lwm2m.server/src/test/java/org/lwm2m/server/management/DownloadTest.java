package org.lwm2m.server.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;
import org.lwm2m.testing.MemorySink;

/** Large values, into sinks and out of files. */
class DownloadTest {

    private static final Path LOG = Path.of(5, 0, 0);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = new Stage();
    private final Thing thing = Thing.registered(stage, "thing", "1.1", "</>;ct=\"112\",</5/0>");
    private final MemorySink sink = new MemorySink();

    @Test
    void aValueIsReadIntoASinkAsOctets() {
        var octets = Bytes.wrap(new byte[5000]);
        thing.answers(request -> Response.content(new Content(ContentFormat.OPAQUE, octets)));
        assertEquals(octets, stage.done(stage.client("thing").read(LOG, sink)));
        assertEquals(new Downlink.Read(LOG, Optional.of(ContentFormat.OPAQUE)), thing.asked.get(0));
        assertTrue(sink.finished());
    }

    @Test
    void aValueThatComesInAnotherFormatIsNone() {
        thing.answers(request -> Response.content(Content.text("rubbish")));
        assertEquals(Status.NOT_ACCEPTABLE, stage.failure(stage.client("thing").read(LOG, sink)));
        assertTrue(sink.aborted());
    }

    @Test
    void aRefusalAbortsTheSink() {
        thing.answers(request -> Response.of(Status.NOT_FOUND));
        assertEquals(Status.NOT_FOUND, stage.failure(stage.client("thing").read(LOG, sink)));
        assertTrue(sink.aborted());
    }

    @Test
    void whatIsNeverAskedAbortsTheSink() {
        var gone = stage.client("thing");
        thing.ask(new org.lwm2m.api.message.Uplink.Deregister(thing.location));
        assertEquals(Status.NOT_FOUND, stage.failure(gone.read(LOG, sink)));
        assertTrue(sink.aborted());
        var several = new MemorySink();
        assertThrows(RuntimeException.class, () -> stage.done(gone.read(Path.of(5, 0), several)));
        assertTrue(several.aborted());
    }

    @Test
    void aClientThatFallsSilentAbortsTheSink() {
        thing.answersLater(request -> new CompletableFuture<>());
        var read = stage.client("thing").within(MINUTE).read(LOG, sink);
        stage.advance(MINUTE);
        assertEquals(Status.TIMEOUT, stage.failure(read));
        assertTrue(sink.aborted());
    }

    @Test
    void whoWaitsNoLongerAbortsTheSink() {
        thing.answersLater(request -> new CompletableFuture<>());
        var read = stage.client("thing").read(LOG, sink).toCompletableFuture();
        stage.settle();
        read.cancel(false);
        stage.settle();
        assertTrue(sink.aborted());
        assertThrows(CancellationException.class, read::join);
    }

    @Test
    void aReadIntoASinkIsNotRepeatedWhenTheWayBreaksOff() {
        thing.answersLater(request -> new CompletableFuture<>());
        var read = stage.client("thing").read(LOG, sink);
        stage.settle();
        stage.removeTransport();
        assertEquals(Status.UNAVAILABLE, stage.failure(read));
        assertTrue(sink.aborted());
    }

    @Test
    void aLargeWriteMayLastAsLongAsItMoves() {
        thing.answersLater(request -> new CompletableFuture<>());
        var image = new Value.Opaque(Bytes.wrap(new byte[100_000]));
        var write = stage.client("thing").within(MINUTE).write(LOG, image).toCompletableFuture();
        stage.settle();
        var sent = thing.last(Downlink.Write.class).content();
        assertEquals(ContentFormat.OPAQUE, sent.format());
        for (var block = 1; block <= 5; block++) {
            stage.advance(Duration.ofSeconds(50));
            assertFalse(write.isDone(), "after block " + block);
            sent.bytes().slice(1024L * block, 1024);
        }
        stage.advance(Duration.ofSeconds(50));
        sent.bytes().slice(1024L * 5, 1024);
        stage.advance(Duration.ofSeconds(10));
        assertEquals(Status.TIMEOUT, stage.failure(write), "a block that is sent again is no progress");
    }
}
