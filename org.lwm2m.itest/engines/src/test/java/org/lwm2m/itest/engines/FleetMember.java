package org.lwm2m.itest.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Observation;
import org.lwm2m.client.ClientSide;
import org.lwm2m.server.ServerSide;

/** One client of a {@link Fleet}, what happens to it, and what an application at the server wants to know of it. */
final class FleetMember {

    private static final int SERVER = 101;
    private static final int OTHER_GAUGES = 3;
    private static final Path LIFETIME = Path.of(1, 0, 1);

    final String endpoint;
    final Version version;
    final Map<List<Path>, Wish> wishes = new LinkedHashMap<>();
    private final Fleet fleet;
    private final RandomGenerator random;
    private Map<Integer, Gauge.Kept> gauges = new TreeMap<>();
    private Optional<Gauge.Visitor> visitor = Optional.empty();
    private ClientSide side;
    private boolean carried = true;

    /** What is to be observed, and what was heard of it. */
    static final class Wish {
        Optional<Observation> observation = Optional.empty();
        boolean asking;
        int heard;
        List<Entry> last = List.of();
    }

    FleetMember(Fleet fleet, int number, RandomGenerator random) {
        this.fleet = fleet;
        this.random = random;
        endpoint = "urn:dev:ops:day-" + number;
        version = Version.values()[number % 3];
        begin();
    }

    private void begin() {
        side = new ClientSide(fleet.network, endpoint, fleet.clock.loop(), fleet.definitions, fleet.codecs);
        gauges = new TreeMap<>();
        visitor = Optional.empty();
        carried = true;
        show(0);
        side.account(
                ServerSide.URI,
                version,
                Map.of(1, new Value.Int(lifetime()), 18, new Value.Int(300), 19, new Value.Int(600)));
    }

    private long lifetime() {
        return random.nextInt(5, 60) * 60L;
    }

    /** Something happens, as the dice say. */
    void happen() {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> instances();
            case 3, 4 -> visit();
            case 5, 6 -> client().ifPresent(each -> each.write(LIFETIME, new Value.Int(lifetime())));
            case 7 -> swap();
            case 8 -> restart();
            case 9 -> side.client().register(SERVER);
            case 10, 11, 12 -> wish();
            case 13, 14 ->
                client().ifPresent(each -> each.write(Path.of(Gauge.ID, 0, 0), new Value.Int(random.nextInt())));
            default -> change();
        }
    }

    /** Each gauge has another level. */
    void change() {
        gauges.values().forEach(gauge -> {
            gauge.level(gauge.level() + 1 + random.nextInt(100));
            side.changes().of(gauge, 0);
        });
    }

    void update() {
        side.client().update(SERVER);
    }

    void carry() {
        if (!carried) {
            carried = true;
            side.bringTransport();
        }
    }

    Optional<Client> client() {
        return fleet.server.clients().find(endpoint);
    }

    /** What the server should have seen last at some paths. */
    List<Entry> content(List<Path> paths) {
        var entries = new ArrayList<Entry>();
        gauges.forEach((instance, gauge) -> {
            var path = Path.of(Gauge.ID, instance, 0);
            if (paths.stream().anyMatch(each -> each.contains(path))) {
                entries.add(Entry.of(path, new Value.Int(gauge.level())));
            }
        });
        return entries;
    }

    /** The objects and instances that there are, without those of the engine. */
    List<String> objects() {
        var all = new ArrayList<String>();
        gauges.keySet().forEach(instance -> all.add(Path.of(Gauge.ID, instance).toString()));
        visitor.ifPresent(one -> all.add(Path.of(Gauge.Visitor.ID, 0).toString()));
        return all;
    }

    /** Asks for all that is wanted and was not granted. */
    void observe() {
        wishes.forEach((paths, wish) -> {
            if (wish.observation.isEmpty() && !wish.asking) {
                client().ifPresent(each -> observe(each, paths, wish));
            }
        });
    }

    private void observe(Client client, List<Path> paths, Wish wish) {
        wish.asking = true;
        client.observe(paths, Attributes.NONE, entries -> {
                    wish.heard++;
                    wish.last = entries;
                    fleet.figures.notifications++;
                })
                .whenComplete((observation, failure) -> {
                    wish.asking = false;
                    wish.observation = Optional.ofNullable(observation);
                });
    }

    private void wish() {
        var paths =
                switch (random.nextInt(3)) {
                    case 0 -> List.of(Path.of(Gauge.ID));
                    case 1 ->
                        version == Version.V1_0
                                ? List.of(Path.of(Gauge.ID, 0))
                                : List.of(Path.of(Gauge.ID, 0, 0), Path.of(Gauge.Visitor.ID, 0, 7));
                    default -> List.of(Path.of(Gauge.ID, 0, 0));
                };
        var known = wishes.get(paths);
        if (known == null) {
            wishes.put(paths, new Wish());
        } else if (known.observation.isPresent()) {
            wishes.remove(paths);
            known.observation.get().close();
        }
        observe();
    }

    private void show(int instance) {
        var gauge = new Gauge.Kept();
        gauges.put(instance, gauge);
        side.show(gauge, instance);
    }

    private void instances() {
        var instance = random.nextInt(1, 1 + OTHER_GAUGES);
        if (gauges.containsKey(instance)) {
            side.hide(gauges.remove(instance));
        } else {
            show(instance);
        }
    }

    private void visit() {
        if (visitor.isPresent()) {
            side.hide(visitor.get());
            visitor = Optional.empty();
        } else {
            visitor = Optional.of(new Gauge.Visitor() {});
            side.show(visitor.get(), 0);
        }
    }

    /** For a moment, or for so long that the registration is over meanwhile. */
    private void swap() {
        if (carried) {
            carried = false;
            side.takeTransport();
            var swapped = side;
            var away = random.nextBoolean() ? Duration.ofSeconds(1) : Duration.ofMinutes(random.nextInt(90));
            fleet.clock.loop().after(away, () -> {
                if (side == swapped) {
                    carry();
                }
            });
        }
    }

    /** With or without a good-bye. */
    private void restart() {
        if (random.nextBoolean()) {
            side.client().close();
        } else if (carried) {
            side.takeTransport();
        }
        begin();
    }
}
