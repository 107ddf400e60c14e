package org.lwm2m.conf;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the files of a folder over the defaults, key by key, and hands on what changed. Not for several threads.
 * <p>
 * What somebody else writes into a configuration stays until its file changes.
 */
final class Overlay {

    private static final Logger LOG = LoggerFactory.getLogger(Overlay.class);

    private final Map<Target, Settings> defaults;
    private final Supplier<Map<Target, Settings>> folder;
    private final UnaryOperator<String> properties;
    private final Configurations configurations;
    private final Map<Target, Settings> written = new HashMap<>();
    private Set<Target> misnamed = Set.of();

    /** @param properties what a value may refer to, by name; null for those that don't exist */
    Overlay(
            Map<Target, Settings> defaults,
            Supplier<Map<Target, Settings>> folder,
            UnaryOperator<String> properties,
            Configurations configurations) {
        this.defaults = Map.copyOf(defaults);
        this.folder = folder;
        this.properties = properties;
        this.configurations = configurations;
    }

    void apply() {
        var files = folder.get();
        var all = new TreeSet<>(defaults.keySet());
        all.addAll(files.keySet());
        all.removeAll(misnamed(all));
        for (var target : all) {
            var wanted = defaults.getOrDefault(target, Settings.NONE)
                    .under(files.getOrDefault(target, Settings.NONE))
                    .with(properties);
            if (!wanted.equals(written.put(target, wanted))) {
                configurations.write(target, wanted);
            }
        }
        for (var gone : new TreeSet<>(written.keySet())) {
            if (!all.contains(gone)) {
                written.remove(gone);
                configurations.delete(gone);
            }
        }
    }

    /** Those without a name, of which there are others with one: Config Admin would take a PID for a factory, too. */
    private Set<Target> misnamed(Set<Target> all) {
        var factories =
                all.stream().filter(Target::isOneOfSeveral).map(Target::pid).collect(Collectors.toSet());
        var found = all.stream()
                .filter(target -> !target.isOneOfSeveral() && factories.contains(target.pid()))
                .collect(Collectors.toSet());
        found.stream()
                .filter(target -> !misnamed.contains(target))
                .forEach(target -> LOG.error(
                        "{}: there can be several of these, so their files have names: {}-NAME.cfg; left out",
                        target,
                        target.pid()));
        misnamed = found;
        return found;
    }
}
