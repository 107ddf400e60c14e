package org.lwm2m.client.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.ManagedObject;

/** What servers may do after generated histories, beside what the words of the specification say one by one. */
class GeneratedRightsTest {

    private static final int HISTORIES = 300;
    private static final int STEPS = 40;
    private static final int SERVERS = 4;
    private static final int INSTANCES = 4;
    private static final int OBJECT = 44;

    /** The rules as they are written, over what a server sees of /2; knows nothing of how it came about. */
    private static boolean written(Map<Integer, List<Entry>> controls, int server, Right right, Path path) {
        for (var control : controls.values()) {
            var object = value(control, 0, -1);
            var instance = value(control, 1, -1);
            if (object.equals(path.object()) && instance.equals(path.instance())) {
                Optional<Integer> own = entry(control, server);
                Optional<Integer> others = entry(control, 0);
                if (right == Right.CREATE) {
                    return own.isPresent() && has(own.get(), 16);
                }
                if (value(control, 3, -1) == server && own.isEmpty()) {
                    return true;
                } else if (own.isPresent()) {
                    return has(own.get(), bit(right));
                }
                return others.isPresent() && has(others.get(), bit(right));
            }
        }
        return false;
    }

    private static int bit(Right right) {
        return switch (right) {
            case READ -> 1;
            case WRITE -> 2;
            case EXECUTE -> 4;
            case DELETE -> 8;
            case CREATE -> 16;
        };
    }

    private static boolean has(int rights, int bit) {
        return rights / bit % 2 == 1;
    }

    private static Integer value(List<Entry> control, int resource, int missing) {
        return control.stream()
                .filter(each -> each.path().resource() == resource)
                .map(each -> (int) ((Value.Int) each.value()).value())
                .findFirst()
                .orElse(missing);
    }

    private static Optional<Integer> entry(List<Entry> control, int server) {
        return control.stream()
                .filter(each -> each.path().depth() == 4 && each.path().resourceInstance() == server)
                .map(each -> (int) ((Value.Int) each.value()).value())
                .findFirst();
    }

    @Test
    void generatedHistoriesNeverGiveARightThatAccessControlDoesNotSay() {
        var asked = 0;
        var given = 0;
        for (var seed = 0; seed < HISTORIES; seed++) {
            var world = new World(new Random(seed));
            for (var step = 0; step < STEPS; step++) {
                var what = "seed " + seed + ", step " + step + ": " + world.step();
                var controls = world.controls();
                for (var server = 1; server <= SERVERS; server++) {
                    for (var right : Right.values()) {
                        for (var path : world.targets(right)) {
                            var expected = world.servers.size() < 2 || written(controls, server, right, path);
                            var allowed = world.access.of(server).allows(right, path);
                            assertEquals(expected, allowed, () -> what + "; " + right + " " + path + " in " + controls);
                            asked++;
                            given += allowed ? 1 : 0;
                        }
                    }
                }
            }
        }
        assertEquals(true, given > asked / 20 && given < asked * 19 / 20, given + " of " + asked);
    }

    /** A client to which things happen. */
    private static final class World implements AccessControls.Watcher {

        private final Random random;
        private final AccessControls access = new AccessControls(this, this::targets);
        private final TreeSet<Integer> instances = new TreeSet<>(List.of(0, 1));
        private final TreeSet<Integer> servers = new TreeSet<>(List.of(1));
        private final Map<Integer, Optional<Share>> shares = new HashMap<>();
        private Optional<ManagedObject> object = Optional.empty();

        World(Random random) {
            this.random = random;
            IntStream.rangeClosed(1, SERVERS).forEach(id -> shares.put(id, share()));
            tell();
        }

        private Optional<Share> share() {
            var texts = List.of("", "owner", "none", "all", "read", "write execute", "create");
            return Optional.of(texts.get(random.nextInt(texts.size())))
                    .filter(each -> !each.isEmpty())
                    .map(Share::parse);
        }

        String step() {
            var server = 1 + random.nextInt(SERVERS);
            var instance = random.nextInt(INSTANCES);
            switch (random.nextInt(8)) {
                case 0 -> {
                    servers.add(server);
                    tell();
                    return "account " + server + " comes";
                }
                case 1 -> {
                    if (servers.size() > 1) {
                        servers.remove(server);
                    }
                    tell();
                    return "account " + server + " goes";
                }
                case 2 -> {
                    if (servers.contains(server) && instances.add(instance)) {
                        access.created(server, Path.of(OBJECT, instance));
                        access.look();
                    }
                    return server + " creates " + instance;
                }
                case 3 -> {
                    instances.remove(instance);
                    access.look();
                    access.deleted(Path.of(OBJECT, instance));
                    return instance + " is deleted";
                }
                case 4 -> {
                    if (!instances.remove(instance)) {
                        instances.add(instance);
                    }
                    access.look();
                    return "the bundle of " + instance + " goes or comes";
                }
                case 5 -> {
                    access.provide(provisions());
                    return "another configuration";
                }
                default -> {
                    return write();
                }
            }
        }

        private String write() {
            var ids = new ArrayList<>(object.map(ManagedObject::instances).orElse(java.util.Set.of()));
            if (ids.isEmpty()) {
                return "nothing";
            }
            var path = Path.of(2, ids.get(random.nextInt(ids.size())));
            var some = new ArrayList<>(servers);
            some.add(0);
            var server = some.get(random.nextInt(some.size()));
            var entry = random.nextInt(4) == 0 && server > 0
                    ? Entry.of(path.child(3), new Value.Int(server))
                    : Entry.of(path.child(2).child(server), new Value.Int(random.nextInt(32)));
            object.orElseThrow().write(path, List.of(entry), Mode.PARTIAL_UPDATE);
            return "written " + entry;
        }

        private List<Provision> provisions() {
            var all = new ArrayList<Provision>();
            for (var count = random.nextInt(3); count > 0; count--) {
                SortedMap<Integer, Integer> acl = new TreeMap<>();
                acl.put(random.nextInt(SERVERS + 1), random.nextInt(32));
                acl.put(random.nextInt(SERVERS + 1), random.nextInt(32));
                var owner = random.nextInt(4) == 0 ? 65535 : 1 + random.nextInt(SERVERS);
                var each = random.nextInt(3) == 0;
                var target =
                        each || random.nextInt(3) == 0 ? Path.of(OBJECT) : Path.of(OBJECT, random.nextInt(INSTANCES));
                all.add(new Provision(java.util.OptionalInt.empty(), new AccessControl(target, owner, acl), each));
            }
            return all;
        }

        List<Path> targets(Right right) {
            return right == Right.CREATE
                    ? List.of(Path.of(OBJECT))
                    : instances.stream().map(each -> Path.of(OBJECT, each)).toList();
        }

        Map<Integer, List<Entry>> controls() {
            var all = new TreeMap<Integer, List<Entry>>();
            object.ifPresent(
                    each -> each.read(Path.of(2)).toCompletableFuture().join().forEach(entry -> all.computeIfAbsent(
                                    entry.path().instance(), id -> new ArrayList<>())
                            .add(entry)));
            return all;
        }

        private List<Path> targets() {
            var all = new ArrayList<Path>(List.of(Path.of(OBJECT)));
            instances.forEach(each -> all.add(Path.of(OBJECT, each)));
            return all;
        }

        private void tell() {
            access.servers(servers.stream()
                    .map(id -> new Standing(id, id - 1, shares.get(id)))
                    .toList());
        }

        @Override
        public void switched(ManagedObject controls, boolean on) {
            object = Optional.of(controls).filter(each -> on);
        }

        @Override
        public void instancesChanged(ManagedObject controls) {}

        @Override
        public void changed(ManagedObject controls, Path path) {}

        @Override
        public void rightsChanged(Path target) {}

        @Override
        public void delete(Path instance) {
            instances.remove(instance.instance());
            access.look();
        }
    }
}
