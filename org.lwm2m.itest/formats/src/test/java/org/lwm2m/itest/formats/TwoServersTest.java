package org.lwm2m.itest.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.client.ClientSide;
import org.lwm2m.model.accesscontrol.AccessControl;
import org.lwm2m.server.ServerSide;
import org.lwm2m.testing.Everything;
import org.lwm2m.testing.Holder;
import org.lwm2m.testing.LoopTransport;

/** Two server engines and one client engine: each server gets what the client's access control gives it. */
class TwoServersTest {

    private static final Path INSTANCE = Path.of(42771, 0);
    private static final Path NUMBER = INSTANCE.child(1);

    private final LoopTransport loop = new LoopTransport();
    private final BlockingQueue<Client> atOne = new LinkedBlockingQueue<>();
    private final BlockingQueue<Client> atTwo = new LinkedBlockingQueue<>();
    private final ServerSide one = new ServerSide(uri(1), loop, new Models(), new News(atOne));
    private final ServerSide two = new ServerSide(uri(2), loop, new Models(), new News(atTwo));
    private final ClientSide device = new ClientSide(loop, new Models());
    private Client owner;
    private Client guest;

    @BeforeEach
    void registersWithBoth() throws InterruptedException {
        for (var format : OurFormat.values()) {
            one.add(format.codec(), format.number());
            two.add(format.codec(), format.number());
            device.add(format.codec(), format.number());
        }
        var accounts = new ArrayList<Entry>();
        for (var server = 1; server <= 2; server++) {
            accounts.add(Entry.of(Path.of(0, server, 0), new Value.Text(uri(server))));
            accounts.add(Entry.of(Path.of(0, server, 2), new Value.Int(3)));
            accounts.add(Entry.of(Path.of(0, server, 10), new Value.Int(server)));
            accounts.add(Entry.of(Path.of(1, server, 0), new Value.Int(server)));
        }
        accounts.add(Entry.of(Path.of(2, 7, 0), new Value.Int(42771)));
        accounts.add(Entry.of(Path.of(2, 7, 1), new Value.Int(0)));
        accounts.add(Entry.of(Path.of(2, 7, 2, 2), new Value.Int(AccessControl.READ)));
        accounts.add(Entry.of(Path.of(2, 7, 3), new Value.Int(1)));
        device.open("device", accounts, new Holder());
        owner = Optional.ofNullable(atOne.poll(20, TimeUnit.SECONDS)).orElseThrow();
        guest = Optional.ofNullable(atTwo.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    @AfterEach
    void ends() {
        device.close();
        one.close();
        two.close();
    }

    @Test
    void theOwnerDecidesWhatTheOtherReadsWritesAndHearsOf() throws Exception {
        var heard = new LinkedBlockingQueue<List<Entry>>();
        assertEquals(number(guest), number(owner));
        var watch = guest.observe(List.of(NUMBER), Attributes.NONE, heard::add)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertEquals(Status.UNAUTHORIZED, status(guest.write(NUMBER, new Value.Int(5))));
        assertEquals(Status.CHANGED, status(owner.write(NUMBER, new Value.Int(6))));
        while (!Optional.ofNullable(heard.poll(20, TimeUnit.SECONDS))
                .orElseThrow()
                .get(0)
                .value()
                .equals(new Value.Int(6))) {
            // The first is what it was when the observation began.
        }

        assertEquals(
                Map.of(2, AccessControl.READ), owner.as(AccessControl.class, 7).acl());
        assertEquals(Status.UNAUTHORIZED, status(guest.read(Path.of(2, 7))));
        owner.as(AccessControl.class, 7).acl(Map.of(2, AccessControl.WRITE));
        assertEquals(Status.CHANGED, status(guest.write(NUMBER, new Value.Int(7))));
        assertEquals(Status.UNAUTHORIZED, status(guest.read(NUMBER)));
        assertEquals(new Value.Int(7), number(owner));
        assertTrue(heard.isEmpty(), heard::toString);

        owner.as(AccessControl.class, 7).acl(Map.of(2, AccessControl.READ));
        var told = Optional.ofNullable(heard.poll(20, TimeUnit.SECONDS)).orElseThrow();
        assertEquals(new Value.Int(7), told.get(0).value());
        watch.close();
    }

    @Test
    void eachHasItsOwnAccountAndSeesThatThereIsAnother() {
        for (var client : List.of(owner, guest)) {
            var links = client.registration().links().stream()
                    .map(each -> each.path().toString())
                    .toList();
            assertTrue(links.containsAll(List.of("/1/1", "/1/2", "/2/7", "/42771/0")), links::toString);
        }
        assertEquals(Status.CONTENT, status(owner.read(Path.of(1, 1))));
        assertEquals(Status.UNAUTHORIZED, status(owner.read(Path.of(1, 2))));
        assertEquals(Status.UNAUTHORIZED, status(guest.read(Path.of(1, 1))));
        assertEquals(Status.CONTENT, status(guest.read(Path.of(1, 2))));
        assertEquals(Status.CONTENT, status(guest.discover(Path.of(1))));
    }

    private static Value number(Client client) {
        return client.read(NUMBER).toCompletableFuture().join().get(0).value();
    }

    /** That of the answer; of all that are good, the one that fits. */
    private static Status status(CompletionStage<?> asked) {
        try {
            return asked.toCompletableFuture().join() == null ? Status.CHANGED : Status.CONTENT;
        } catch (CompletionException e) {
            return ((LwM2mException) LwM2mException.cause(e)).status();
        }
    }

    private static String uri(int server) {
        return "coap://127.0.0.1:" + (5680 + server);
    }

    private record News(BlockingQueue<Client> clients) implements ClientListener {

        @Override
        public void registered(Client client, Optional<Registration> previous) {
            clients.add(client);
        }
    }

    private static final class Models implements ObjectModels {

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return all().filter(each -> each.id() == object).findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return Stream.of(Everything.class, AccessControl.class).map(this::of);
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            return ObjectInterface.of(annotated).definition();
        }
    }
}
