package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.server.Waiting;

/** Commands and clients that sleep. */
class QueueCommandsTest {

    private static final Path OFFSET = Path.parse("/3/0/14");

    private final House house = new House();
    private final QueueCommands queue = new QueueCommands(house.engines);
    private final DataCommands data = new DataCommands(house.engines);

    @BeforeEach
    void asleep() {
        house.client.asleep = true;
        house.client.woken = new CompletableFuture<>();
    }

    private Waiting waiting(String id, boolean durable, boolean sent) {
        var now = Instant.now();
        var secret = new Content(ContentFormat.TEXT, Bytes.utf8("secret"));
        var write = new Downlink.Write(OFFSET, secret, Downlink.Write.Mode.REPLACE);
        return new Waiting(id, "gateway", write, now.minusSeconds(90), Instant.ofEpochSecond(1), durable, sent);
    }

    @Test
    void listsClientsOfQueueModeAndWhatWaits() throws CommandFailed {
        house.client.waiting.add(waiting("00a1", false, false));
        var lines = queue.queue().lines().toList();
        assertTrue(lines.get(0).matches("ENDPOINT +STATE +WAITING +HEARD"), lines.get(0));
        assertTrue(lines.get(1).startsWith("gateway   asleep  1"), lines.get(1));

        house.client.asleep = false;
        assertEquals("no client here uses queue mode", queue.queue());
    }

    @Test
    void showsWhatWaitsForOneClientAndNeverWhatIsWritten() throws CommandFailed {
        house.client.waiting.add(waiting("00a1", true, true));
        var shown = queue.queue("gateway");
        assertTrue(shown.startsWith("gateway is asleep"), shown);
        assertTrue(shown.contains("00a1  Write /3/0/14  1 min 30 s  1970-01-01 00:00:01Z  sent, durable"), shown);
        assertFalse(shown.contains("secret"));
    }

    @Test
    void showsWhatBecameOfWhatWaited() throws CommandFailed {
        queue.delivered(house.client, waiting("00a1", false, false), Response.of(Status.CHANGED));
        queue.failed(
                house.client, waiting("00a2", false, false), new LwM2mException(Status.TIMEOUT, "it is not known"));
        var shown = queue.queue("gateway");
        assertTrue(shown.contains("nothing waits for it"), shown);
        assertTrue(shown.contains("Write /3/0/14: 2.04 changed"), shown);
        assertTrue(shown.contains("Write /3/0/14 came to nothing: it is not known"), shown);
    }

    @Test
    void takesRequestsBack() throws CommandFailed {
        List.of("1", "2", "3").forEach(id -> house.client.waiting.add(waiting(id, false, false)));
        assertEquals("taken back 2", queue.queue("gateway", "cancel", "2"));
        var refused = assertThrows(CommandFailed.class, () -> queue.queue("gateway", "cancel", "2"));
        assertEquals("no request 2 waits for gateway; there are 1 3", refused.getMessage());
        assertEquals("2 taken back", queue.queue("gateway", "cancel", "all"));
        assertThrows(CommandFailed.class, () -> queue.queue("gateway", "cancel"));
    }

    @Test
    void aCommandDoesNotWaitForAClientThatSleeps() throws CommandFailed {
        var said = data.write("gateway", "/3/0/14", "+01:00", "--durable");
        assertEquals("gateway sleeps, the request waits for it: lwm2m:queue gateway shows what becomes of it", said);
        assertEquals(List.of("durable", "write /3/0/14 Text[value=+01:00]"), house.asked());
    }

    @Test
    void anObservationOfAClientThatSleepsIsMadeWhenItWakes() throws CommandFailed {
        var observe = new ObserveCommands(house.engines);
        var session = (CommandSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CommandSession.class}, (proxy, method, given) -> null);
        var said = observe.observe(session, "gateway", "/3/0/13");
        assertEquals("gateway sleeps, the request waits for it: lwm2m:queue gateway shows what becomes of it", said);
        assertEquals(List.of(), observe.running("gateway"));
        house.client.woken.complete(null);
        assertTrue(observe.running("gateway").contains("/3/0/13"));
        observe.close();
        assertEquals(1, house.client.closed.size());
    }

    @Test
    void aCommandSaysWhatCameOfItIfTheClientWakesJustThen() throws CommandFailed {
        house.client.woken.complete(null);
        assertEquals("executed /1/0/8", data.execute("gateway", "/1/0/8"));
    }

    @Test
    void whatIsReadLaterIsThereToBeLookedAt() throws CommandFailed {
        house.client.values = List.of(Entry.of(OFFSET, new Value.Text("+01:00")));
        data.read("gateway", "/3/0/14");
        assertFalse(queue.queue("gateway").contains("+01:00"));
        house.client.woken.complete(null);
        assertTrue(queue.queue("gateway").contains("/3/0/14 UTC Offset = +01:00"));
    }
}
