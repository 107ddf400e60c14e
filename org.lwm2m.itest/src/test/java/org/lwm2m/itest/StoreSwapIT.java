package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The store that keeps files is replaced under traffic, and then the server: registrations and observations stay. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StoreSwapIT {

    private static final String FILE = "org.lwm2m.store.file";
    private static final Path OBSERVED = Path.parse("/3/0/13");

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Inject
    private LocalClients open;

    @Configuration
    public Option[] system() throws IOException {
        return CoreOptions.options(CoreOptions.composite(TheSystem.options()), TheSystem.store());
    }

    @Test
    public void registrationsAndObservationsStay() throws Exception {
        var gateway = new Gateway(context, clients);
        var before = gateway.client().registration();
        // So that nothing else can have kept it.
        gateway.bundle("org.lwm2m.store.memory").stop();
        var eachSecond = Attributes.NONE.with(Attribute.PMIN, 0).with(Attribute.PMAX, 1);
        var watch = Until.done(gateway.client().observe(List.of(OBSERVED), eachSecond, entries -> {}));

        try (var traffic = new Traffic(gateway.client(), ContentFormat.TLV)) {
            traffic.flows(50);
            replace(gateway.bundle(FILE));
            traffic.flows(50);
            traffic.reports(1);
            traffic.ends();
            assertEquals(Map.of(), traffic.refusals());
        }
        Until.holds("it is written there again", () -> kept(before.id(), watch.token()));

        var heard = new AtomicInteger();
        var listener = context.registerService(DataListener.class, new Heard(watch.token(), heard), null);
        replace(gateway.bundle("org.lwm2m.server"));
        var after = Until.found("the server knows the gateway", () -> service(Clients.class)
                .flatMap(server -> server.find(Gateway.ENDPOINT))
                .map(Client::registration));
        heard.set(0);
        Until.holds("it is observed still", () -> heard.get() > 1);
        listener.unregister();
        assertEquals(before.id(), after.id());
        assertEquals(before.registered(), after.registered());
        assertTrue(kept(before.id(), watch.token()));
        theClientKeepsWhatItWasTold(gateway, after.id());
    }

    /** Attributes and persistent resources, over a stop in order. */
    private void theClientKeepsWhatItWasTold(Gateway gateway, String registration) throws Exception {
        var zone = Path.parse("/3/0/15");
        var told = registered(registration, true);
        Until.done(told.write(zone, new Value.Text("Asia/Tokyo")));
        Until.done(told.writeAttributes(zone, Attributes.NONE.with(Attribute.PMIN, 7), Set.of()));
        replace(gateway.bundle("org.lwm2m.client"));
        var again = registered(registration, false);
        Until.holds("its object is back, and as it was", () -> again.read(zone)
                .handle((entries, failure) -> String.valueOf(entries))
                .toCompletableFuture()
                .join()
                .contains("Asia/Tokyo"));
        assertEquals("7", Until.done(again.discover(zone)).get(0).parameters().get("pmin"));
    }

    /** The gateway, in this registration or in another one. */
    private Client registered(String id, boolean same) throws Exception {
        return Until.found("it is registered", () -> service(Clients.class)
                .flatMap(server -> server.find(Gateway.ENDPOINT))
                .filter(client -> client.registration().id().equals(id) == same));
    }

    @Test
    public void whatWaitsForASleepingClientAndIsDurableGoesOutOnceAfterwards() throws Exception {
        var gateway = new Gateway(context, clients);
        gateway.bundle("org.lwm2m.store.memory").stop();
        TheSystem.configure("org.lwm2m.server", "listen = " + TheSystem.server() + "\nawake.seconds = 1");
        try (var device = open.open("sleepy", account(), List.of())) {
            var sleepy = Until.found("it registers", () -> clients.find("sleepy"));
            Until.holds("it sleeps", () -> !sleepy.awake());
            Until.holds("there is a store", () -> service(StateStore.class).isPresent());
            var durable = sleepy.durable().write(Path.of(1, 0, 2), new Value.Int(7));
            var other = sleepy.write(Path.of(1, 0, 3), new Value.Int(70));
            Until.holds("it is written down", () -> waiting() == 1);
            replace(gateway.bundle("org.lwm2m.server"));
            assertEquals(Status.UNAVAILABLE, refusal(durable));
            assertEquals(Status.UNAVAILABLE, refusal(other));

            var again = Until.found(
                    "the server knows it", () -> service(Clients.class).flatMap(server -> server.find("sleepy")));
            Until.holds("one request waits", () -> again.waiting().size() == 1);
            Until.done(device.update(1));
            Until.holds("it went out", () -> again.waiting().isEmpty() && waiting() == 0);
            assertEquals(
                    new Value.Int(7),
                    Until.done(again.read(Path.of(1, 0, 2))).get(0).value());
        }
    }

    private static List<Entry> account() {
        return List.of(
                Entry.of(Path.of(0, 0, 0), new Value.Text(TheSystem.server())),
                Entry.of(Path.of(0, 0, 2), new Value.Int(3)),
                Entry.of(Path.of(0, 0, 10), new Value.Int(1)),
                Entry.of(Path.of(1, 0, 0), new Value.Int(1)),
                Entry.of(Path.of(1, 0, 1), new Value.Int(600)),
                Entry.of(Path.of(1, 0, 7), new Value.Text("UQ")));
    }

    private long waiting() {
        try (var names = service(StateStore.class).orElseThrow().names("org.lwm2m.server/queue/sleepy/")) {
            return names.count();
        }
    }

    private static Status refusal(CompletionStage<?> asked) throws Exception {
        try {
            return Until.done(asked) == null ? Status.CHANGED : Status.CONTENT;
        } catch (LwM2mException e) {
            return e.status();
        }
    }

    private boolean kept(String registration, Token token) {
        return service(RegistrationStore.class)
                .filter(store -> store.observations(registration).containsKey(token))
                .isPresent();
    }

    private <T> Optional<T> service(Class<T> type) {
        return Optional.ofNullable(context.getServiceReference(type)).map(context::getService);
    }

    private static void replace(Bundle bundle) throws Exception {
        bundle.stop();
        try (var next = TheSystem.secondVersion(bundle.getSymbolicName())) {
            bundle.update(next);
        }
        bundle.start();
        assertEquals("2.0.0", bundle.getVersion().toString());
    }

    private record Heard(Token token, AtomicInteger reports) implements DataListener {

        @Override
        public void received(Client client, List<Entry> entries, Optional<Token> observation) {
            if (observation.filter(token::equals).isPresent()) {
                reports.incrementAndGet();
            }
        }
    }
}
