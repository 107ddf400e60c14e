package org.lwm2m.client.account;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/** The resources of /0 and /1, as a bootstrap would write them. Belongs to the loop of one client. */
final class AccountEntries {

    private final NavigableMap<Path, Value> values = new TreeMap<>();

    AccountEntries copy() {
        var copy = new AccountEntries();
        copy.values.putAll(values);
        return copy;
    }

    /** An instance of /0 with the instances of /21, /23 and /24 that it links (/0/x/17, 26 and 27). */
    List<Path> withLinks(Path security) {
        var all = new TreeSet<>(Set.of(security));
        under(security).stream()
                .filter(each -> Set.of(17, 26, 27).contains(each.path().resource()))
                .forEach(each -> target(each.value()).ifPresent(all::add));
        return List.copyOf(all);
    }

    /** The instances of /0 that are of a Bootstrap-Server. */
    List<Path> bootstrap() {
        return instances(0).stream()
                .map(each -> Path.of(0, each))
                .filter(each -> flag(each.child(1)).orElse(false))
                .toList();
    }

    static Optional<Path> target(Value value) {
        return value instanceof Value.ObjectLink link && link.object() != Path.ABSENT && link.instance() != Path.ABSENT
                ? Optional.of(Path.of(link.object(), link.instance()))
                : Optional.empty();
    }

    int size() {
        return values.size();
    }

    void put(Path path, Value value) {
        values.put(path, value);
    }

    void putIfAbsent(Path path, Value value) {
        values.putIfAbsent(path, value);
    }

    void removeIf(Predicate<Path> which) {
        values.keySet().removeIf(which);
    }

    boolean has(Path path) {
        return values.keySet().stream().anyMatch(path::contains);
    }

    /** All at and under a path, in document order. */
    List<Entry> under(Path path) {
        return values.tailMap(path, true).entrySet().stream()
                .takeWhile(each -> path.contains(each.getKey()))
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .toList();
    }

    Set<Integer> instances(int object) {
        var found = new TreeSet<Integer>();
        under(Path.of(object)).forEach(each -> found.add(each.path().instance()));
        return found;
    }

    /** An Integer or Unsigned; a codec that knows no definition may have made either. */
    Optional<Long> number(Path path) {
        return Optional.ofNullable(values.get(path)).flatMap(AccountEntries::number);
    }

    Optional<String> text(Path path) {
        return Optional.ofNullable(values.get(path))
                .map(each -> each instanceof Value.Text text ? text.value() : each.toString());
    }

    Optional<Boolean> flag(Path path) {
        return Optional.ofNullable(values.get(path))
                .map(each -> each instanceof Value.Flag flag
                        ? flag.value()
                        : number(each).orElse(0L) != 0);
    }

    Optional<Value> value(Path path) {
        return Optional.ofNullable(values.get(path));
    }

    static Optional<Long> number(Value value) {
        if (value instanceof Value.Int number) {
            return Optional.of(number.value());
        }
        return value instanceof Value.Unsigned number ? Optional.of(number.value()) : Optional.empty();
    }
}
