package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The transport is replaced by its next version in the middle of a large value. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LargeSwapIT {

    private static final int SIZE = 4 << 20;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    private java.nio.file.Path depot;
    private ServiceRegistration<ManagedObject> object;
    private Client client;

    @Configuration
    public Option[] system() throws IOException {
        return TheSystem.options();
    }

    @Before
    public void offer() throws Exception {
        depot = folder.getRoot().toPath().resolve("depot");
        Files.write(depot, new byte[SIZE]);
        object = context.registerService(
                ManagedObject.class, new Depot(depot), new Hashtable<>(Map.of(ManagedObject.OBJECT, Depot.OBJECT)));
        client = Until.found("the object is registered", () -> clients.find(Gateway.ENDPOINT)
                .filter(each -> each.registration().links().stream()
                        .anyMatch(link -> link.path().depth() > 0 && link.path().contains(Depot.VALUE))));
    }

    @After
    public void withdraw() {
        object.unregister();
    }

    @Test
    public void aReadFailsItsSinkIsAbortedAndAnotherWorks() throws Exception {
        var sink = new Halfway();
        var read = client.read(Depot.VALUE, sink);
        sink.reached.get(20, TimeUnit.SECONDS);
        replace();
        var failure = assertThrows(ExecutionException.class, () -> ended(read));
        assertEquals(Status.UNAVAILABLE, ((LwM2mException) failure.getCause()).status());
        sink.aborted.get(20, TimeUnit.SECONDS);
        var again = folder.getRoot().toPath().resolve("again");
        assertEquals(SIZE, ended(client.read(Depot.VALUE, Sink.to(again))).size());
    }

    @Test
    public void aWriteBeginsAnewByItselfAndLeavesNoPart() throws Exception {
        var image = Files.write(folder.getRoot().toPath().resolve("image"), new byte[2 * SIZE]);
        var write = client.write(Depot.VALUE, new Value.Opaque(Bytes.of(image)));
        Until.found("it is on its way", () -> parts().filter(part -> part.length() > SIZE / 16)
                .findFirst());
        replace();
        ended(write);
        assertEquals(2L * SIZE, Files.size(depot));
        assertEquals("parts of what broke off", 0, parts().count());
    }

    private java.util.stream.Stream<java.io.File> parts() {
        return java.util.stream.Stream.of(folder.getRoot().listFiles())
                .filter(file -> file.getName().endsWith(".part"));
    }

    private void replace() throws Exception {
        var bundle = new Gateway(context, clients).bundle("org.lwm2m.transport.udp");
        bundle.stop();
        try (var next = TheSystem.secondVersion("org.lwm2m.transport.udp")) {
            bundle.update(next);
        }
        bundle.start();
    }

    private static <T> T ended(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Says when some of it has come, and goes on slowly. */
    private static final class Halfway implements Sink {

        final CompletableFuture<Void> reached = new CompletableFuture<>();
        final CompletableFuture<Void> aborted = new CompletableFuture<>();
        private int came;

        @Override
        public void write(ByteBuffer piece) {
            came += piece.remaining();
            if (came > SIZE / 16) {
                reached.complete(null);
            }
        }

        @Override
        public Bytes finish() {
            assertTrue("finished before the swap, at " + came, came < SIZE);
            return Bytes.EMPTY;
        }

        @Override
        public void abort() {
            aborted.complete(null);
        }
    }
}
