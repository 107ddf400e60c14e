package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lwm2m.api.Path;
import org.lwm2m.client.loop.Loop;

/**
 * The place of one object in the tree: who provides it, who else would, and which instances just went and are expected
 * back, since a bundle that is updated stops and starts.
 */
final class Place {

    private final List<PresentObject> providers = new ArrayList<>();
    private final SortedSet<Integer> expected = new TreeSet<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private Optional<PresentObject> last = Optional.empty();
    private Optional<Loop.Timer> patience = Optional.empty();

    Optional<PresentObject> provider() {
        return providers.isEmpty() ? Optional.empty() : Optional.of(providers.get(0));
    }

    /** Who provides it, or did until a moment ago. */
    PresentObject latest() {
        return provider().or(() -> last).orElseThrow();
    }

    /** The instances that count as there. */
    SortedSet<Integer> ids() {
        var all = new TreeSet<>(expected);
        provider().ifPresent(object -> all.addAll(object.ids()));
        return all;
    }

    boolean has(int instance) {
        return expected.contains(instance)
                || provider().filter(object -> object.has(instance)).isPresent();
    }

    boolean add(PresentObject object) {
        providers.add(object);
        return providers.size() == 1;
    }

    /** Whether it counted. */
    boolean remove(PresentObject object) {
        last = Optional.of(object);
        var counted = providers.indexOf(object) == 0;
        providers.remove(object);
        return counted;
    }

    /** Whether what a request needs is on its way back. */
    boolean expects(Path path) {
        return patience.isPresent()
                && (path.depth() > 1 ? expected.contains(path.instance()) : !expected.isEmpty() || providers.isEmpty());
    }

    void expect(SortedSet<Integer> instances, Loop.Timer timer) {
        expected.addAll(instances);
        patience.ifPresent(Loop.Timer::cancel);
        patience = Optional.of(timer);
    }

    void whenSettled(Runnable task) {
        waiting.add(task);
    }

    /** Strikes out what came back; whoever waits looks again. */
    void look() {
        provider().ifPresent(object -> {
            last = Optional.empty();
            expected.removeAll(object.ids());
            if (expected.isEmpty()) {
                patience.ifPresent(Loop.Timer::cancel);
                patience = Optional.empty();
            }
        });
        resume();
    }

    /** Stops expecting; answers the instances that didn't come back. */
    SortedSet<Integer> giveUp() {
        var gone = new TreeSet<>(expected);
        expected.clear();
        patience.ifPresent(Loop.Timer::cancel);
        patience = Optional.empty();
        resume();
        return gone;
    }

    boolean empty() {
        return providers.isEmpty() && patience.isEmpty();
    }

    private void resume() {
        var tasks = List.copyOf(waiting);
        waiting.clear();
        tasks.forEach(Runnable::run);
    }
}
