package org.lwm2m.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.testing.TransportBench.await;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;

/** What engines rely on where bodies are large; part of {@link TransportContract}. */
interface LargeBodyRules {

    Request READ = new Downlink.Read(Path.of(5, 0, 0), Optional.empty());

    /** The server and the client of this test. */
    TransportBench bench();

    @Test
    default void largeRequestsAndResponsesArriveWhole() {
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(50_001));
        bench().client.answers(Response.content(large));
        var toClient = bench().toClient();
        var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
        assertEquals(Response.content(large), await(toClient.send(write)));
        assertEquals(write, bench().client.next().request());
        var register = new Uplink.Register(Optional.of("a"), "1.2", Parameters.NONE, Optional.of(large));
        bench().server.answers(Response.content(large));
        assertEquals(Response.content(large), await(bench().toServer.send(register)));
        assertEquals(register, bench().server.next().request());
    }

    @Test
    default void aLargeBodyGoesPiecemealWhereTheHandlerWantsIt() {
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(100_000));
        var sink = new MemorySink();
        var heads = new ArrayList<Request>();
        bench().client.sinks(head -> {
            heads.add(head);
            return Optional.of(sink);
        });
        var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
        assertEquals(Status.CHANGED, await(bench().toClient().send(write)).status());
        assertEquals(write, bench().client.next().request());
        assertTrue(sink.finished() && sink.pieces() > 1, sink.pieces() + " pieces");
        var empty = new Content(ContentFormat.OPAQUE, Bytes.EMPTY);
        assertEquals(
                Set.of(new Downlink.Write(Path.of(5, 0, 0), empty, Downlink.Write.Mode.REPLACE)), Set.copyOf(heads));
        assertEquals(1, heads.size());
    }

    @Test
    default void aLargeBodyIsRefusedAtItsFirstPiece() {
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(100_000));
        bench().client.sinks(head -> {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "not this");
        });
        var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
        assertEquals(
                Response.failed(Status.UNSUPPORTED_FORMAT, "not this"),
                await(bench().toClient().send(write)));
        assertTrue(bench().client.poll().isEmpty());
    }

    @Test
    default void aLargeBodyIsRefusedInSilenceByWhoSleeps() {
        var asked = new CompletableFuture<Request>();
        bench().client.sinks(head -> {
            asked.complete(head);
            throw new LwM2mException(Status.NONE, "asleep");
        });
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(100_000));
        var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
        var answer = bench().toClient().send(write).toCompletableFuture();
        await(asked);
        // Whatever went back would be there before this.
        await(bench().toServer.send(new Uplink.Update("rd/1", Parameters.NONE, Optional.empty())));
        assertTrue(!answer.isDone() || answer.isCompletedExceptionally());
        assertTrue(bench().client.poll().isEmpty());
        answer.cancel(false);
    }

    @Test
    default void aLargeResponseGoesWhereTheAskerWantsIt() {
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(100_000));
        bench().client.answers(Response.content(large));
        var sink = new MemorySink();
        assertEquals(Response.content(large), await(bench().toClient().send(READ, sink)));
        assertTrue(sink.finished());
    }

    @Test
    default void aResponseWithoutContentAbortsTheSink() {
        bench().client.answers(Response.of(Status.NOT_FOUND));
        var sink = new MemorySink();
        assertEquals(
                Status.NOT_FOUND, await(bench().toClient().send(READ, sink)).status());
        await(sink.end());
        assertTrue(sink.aborted());
    }

    @Test
    default void thePeerWaitsUntilItIsKnownWhereALargeBodyGoes() {
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(10_000));
        var place = new CompletableFuture<Optional<Sink>>();
        var asked = new CompletableFuture<Request>();
        bench().client.sinksLater(head -> {
            asked.complete(head);
            return place;
        });
        var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
        var answer = bench().toClient().send(write).toCompletableFuture();
        await(asked);
        assertFalse(answer.isDone());
        var sink = new MemorySink();
        place.complete(Optional.of(sink));
        assertEquals(Status.CHANGED, await(answer).status());
        assertEquals(write, bench().client.next().request());
        assertTrue(sink.finished());
    }

    @Test
    default void aLargeBodyMayBeRefusedLater() {
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(10_000));
        var place = new CompletableFuture<Optional<Sink>>();
        bench().client.sinksLater(head -> place);
        var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
        var answer = bench().toClient().send(write);
        place.completeExceptionally(new LwM2mException(Status.METHOD_NOT_ALLOWED, "not this"));
        assertEquals(Response.failed(Status.METHOD_NOT_ALLOWED, "not this"), await(answer));
        assertTrue(bench().client.poll().isEmpty());
    }

    @Test
    default void aSinkMayRefuseWhatComes() {
        var sink = new MemorySink(5000);
        bench().client.sinks(head -> Optional.of(sink));
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(100_000));
        var write = new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE);
        assertEquals(Status.TOO_LARGE, await(bench().toClient().send(write)).status());
        assertTrue(bench().client.poll().isEmpty());
        await(sink.end());
        assertTrue(sink.aborted());
    }

    @Test
    default void aSinkThatComesAfterTheTransportHasClosedIsAborted() {
        var place = new CompletableFuture<Optional<Sink>>();
        var asked = new CompletableFuture<Request>();
        bench().client.sinksLater(head -> {
            asked.complete(head);
            return place;
        });
        var large = new Content(ContentFormat.OPAQUE, TransportBench.random(10_000));
        bench().toClient().send(new Downlink.Write(Path.of(5, 0, 0), large, Downlink.Write.Mode.REPLACE));
        await(asked);
        bench().closeClientTransport();
        var sink = new MemorySink();
        place.complete(Optional.of(sink));
        await(sink.end());
        assertTrue(sink.aborted());
        assertTrue(bench().client.poll().isEmpty());
    }

    @Test
    default void theSinkOfAResponseMayRefuseWhatComes() {
        bench().client.answers(Response.content(new Content(ContentFormat.OPAQUE, TransportBench.random(100_000))));
        var sink = new MemorySink(5000);
        var answer = bench().toClient().send(READ, sink);
        assertEquals(
                Status.TOO_LARGE,
                assertThrows(LwM2mException.class, () -> await(answer)).status());
        await(sink.end());
        assertTrue(sink.aborted());
    }

    @Test
    default void whereNoResponseComesTheSinkIsAborted() {
        bench().client.answers(Response.SILENCE);
        var sink = new MemorySink();
        assertThrows(LwM2mException.class, () -> await(bench().toClient().send(READ, sink)));
        await(sink.end());
        assertTrue(sink.aborted());
    }
}
