package org.lwm2m.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Link;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.store.file.FileStore;
import org.lwm2m.store.memory.MemoryRegistrations;
import org.lwm2m.store.memory.MemoryState;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * What it costs to keep a fleet in a file, beside memory: to fill it, to renew it, to begin again with it, its size; and
 * what it takes until a state is on disk.
 */
public final class StoreCost {

    private static final int FLEET = Integer.getInteger("bench.registrations", 100_000);
    private static final int STATES = 500;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private StoreCost() {}

    /** What both stores offer, and how they end. */
    private record Stores(RegistrationStore registrations, StateStore states, AutoCloseable end) {}

    public static void main(String... arguments) throws Exception {
        System.out.printf("%n| %,d registrations, one observation each | wall | processor |%n|---|---|---|%n", FLEET);
        measure("memory", new Stores(new MemoryRegistrations(), new MemoryState(), () -> {}));
        var folder = Files.createTempDirectory("lwm2m-bench-store");
        var file = folder.resolve("store");
        var stores = open(file);
        measure("file", stores);
        System.out.printf("| file, size while it is open | %,d bytes | |%n", Files.size(file));
        timed("file, flushed and closed", 1, () -> {
            stores.end.close();
            return file;
        });
        System.out.printf("| file, size once it is closed | %,d bytes | |%n", Files.size(file));
        var again = timed("file, opened again and looked through", 1, () -> open(file));
        timed("file, all read as a server does", 1, () -> read(again.registrations));
        again.end.close();
        Files.delete(file);
        Files.delete(folder.resolve("store.mark"));
        Files.delete(folder);
    }

    private static void measure(String name, Stores stores) throws Exception {
        var fleet = IntStream.range(0, FLEET).mapToObj(StoreCost::registration).toList();
        timed(name + ", each put first, ns", FLEET, () -> {
            for (var each : fleet) {
                stores.registrations.put(each);
                var observe = observe(each.id().hashCode());
                stores.registrations.put(each.id(), observe.token(), observe);
            }
            return read(stores.registrations);
        });
        var random = new Random(1);
        timed(name + ", each renewed, ns", FLEET, () -> {
            for (var i = 0; i < FLEET; i++) {
                stores.registrations.put(renewed(fleet.get(random.nextInt(FLEET)), i));
            }
            return stores.registrations.observations("none");
        });
        timed(name + ", each renewed once more, ns", FLEET, () -> {
            for (var i = 0; i < FLEET; i++) {
                stores.registrations.put(renewed(fleet.get(i), FLEET + i));
            }
            return stores.registrations.observations("none");
        });
        timed(name + ", a state by one thread, ns", STATES, () -> {
            IntStream.range(0, STATES).forEach(i -> stores.states.put("state " + i % 10, Bytes.utf8("" + i)));
            return null;
        });
        timed(name + ", a state by eight threads, ns", 8 * STATES, () -> {
            var threads = IntStream.range(0, 8)
                    .mapToObj(writer -> new Thread(() -> IntStream.range(0, STATES)
                            .forEach(i -> stores.states.put("state " + writer, Bytes.utf8("" + i)))))
                    .toList();
            threads.forEach(Thread::start);
            for (var thread : threads) {
                thread.join();
            }
            return null;
        });
    }

    private interface Work<T> {

        T done() throws Exception;
    }

    /** Prints what one of so many took, in nanoseconds, or all in milliseconds if it is one. */
    private static <T> T timed(String what, int times, Work<T> work) throws Exception {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var processor = system.getProcessCpuTime();
        var start = System.nanoTime();
        var result = work.done();
        var wall = System.nanoTime() - start;
        var used = system.getProcessCpuTime() - processor;
        if (times == 1) {
            System.out.printf("| %s | %,d ms | %,d ms |%n", what, wall / 1_000_000, used / 1_000_000);
        } else {
            System.out.printf("| %s | %,d | %,d |%n", what, wall / times, used / times);
        }
        return result;
    }

    private static int read(RegistrationStore store) {
        var observed = new int[1];
        store.read((registration, observations) -> observed[0] += observations.size());
        return observed[0];
    }

    private static Stores open(Path file) {
        var services = new HashMap<Object, Object>();
        var context = (BundleContext) Proxy.newProxyInstance(
                StoreCost.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, given) -> {
                    if (method.getName().equals("getDataFile")) {
                        return file.toFile();
                    }
                    services.put(given[0], given[1]);
                    return Proxy.newProxyInstance(
                            StoreCost.class.getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class},
                            (registration, call, none) -> null);
                });
        var store = new FileStore(context, Map.of("file", file.toString()));
        return new Stores(
                (RegistrationStore) services.get(RegistrationStore.class),
                (StateStore) services.get(StateStore.class),
                store);
    }

    /** What a usual device says of itself; fleets are alike. */
    private static Registration registration(int number) {
        var paths = List.of("/1/0", "/3/0", "/4/0", "/5/0", "/6/0", "/7/0", "/3303/0", "/3303/1", "/3304/0", "/3315/0");
        return new Registration(
                "Xf%012x".formatted(number),
                "urn:dev:mac:%016x".formatted(number * 0x9e3779b97f4aL),
                new Identity.Psk("urn:dev:mac:%016x".formatted(number * 0x9e3779b97f4aL)),
                URI.create("coaps://10.%d.%d.%d:5684".formatted(number >> 16, number >> 8 & 255, number & 255)),
                URI.create("coaps://192.0.2.1:5684"),
                Version.V1_1,
                new Registration.Terms(Duration.ofSeconds(300), Set.of(Binding.U), false, Optional.empty(), List.of()),
                "",
                paths.stream()
                        .map(path -> Link.of(org.lwm2m.api.Path.parse(path)))
                        .toList(),
                NOON,
                NOON.plusMillis(number));
    }

    private static Registration renewed(Registration was, int later) {
        return new Registration(
                was.id(),
                was.endpoint(),
                was.identity(),
                was.address(),
                was.local(),
                was.version(),
                was.terms(),
                was.root(),
                was.links(),
                was.registered(),
                NOON.plusSeconds(300).plusMillis(later));
    }

    private static Downlink.Observe observe(int number) {
        return new Downlink.Observe(
                org.lwm2m.api.Path.of(3303, 0, 5700),
                Token.of(number * 0x9e3779b97f4a7c15L),
                Optional.empty(),
                Attributes.NONE);
    }
}
