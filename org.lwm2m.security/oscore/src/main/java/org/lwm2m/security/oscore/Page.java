package org.lwm2m.security.oscore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Bytes;

/** The observations of one pair on one side, by token: as they are in memory, and as text on record. Has no lock. */
final class Page {

    /** One that began before all others makes room. */
    static final int MOST = 1000;

    /** RFC 8613, 7.4.1. Within so many of the peer's numbers, a notification may count twice after a crash. */
    static final int LAG = 32;

    /** Whose token it is. */
    enum Side {
        OBSERVING,
        OBSERVED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it is on record. */
    record Place(Pair pair, Side side) {

        @Override
        public String toString() {
            return pair + "/" + side;
        }

        /** Empty for what is on record of something else. */
        static Optional<Place> read(String text) {
            for (var side : Side.values()) {
                if (text.endsWith("/" + side)) {
                    var pair = text.substring(0, text.length() - side.toString().length() - 1);
                    return Optional.of(new Place(Pair.read(pair), side));
                }
            }
            return Optional.empty();
        }
    }

    private static final class Line {

        final Begun begun;
        long notified;
        long recorded;

        Line(Begun begun, long notified) {
            this.begun = begun;
            this.notified = notified;
            this.recorded = notified;
        }
    }

    private final Map<Bytes, Line> lines = new LinkedHashMap<>();

    /** @throws RuntimeException for what {@link #text} does not write */
    static Page read(Pair pair, Bytes text) {
        var page = new Page();
        for (var line : text.utf8().split("\n")) {
            var parts = line.split(" ", -1);
            var begun = new Begun(pair, Bytes.hex(parts[1]), new PartialIv(Long.parseLong(parts[2])));
            page.lines.put(Bytes.hex(parts[0]), new Line(begun, Long.parseLong(parts[3])));
        }
        return page;
    }

    /** As it is put on record. */
    Bytes text() {
        var text = new StringBuilder();
        lines.forEach((token, line) -> {
            line.recorded = line.notified;
            text.append(text.isEmpty() ? "" : "\n").append(token.hex()).append(' ');
            text.append(line.begun.context().hex()).append(' ');
            text.append(line.begun.number().value()).append(' ').append(line.notified);
        });
        return Bytes.utf8(text.toString());
    }

    Optional<Begun> find(Bytes token) {
        return Optional.ofNullable(lines.get(token)).map(line -> line.begun);
    }

    /** False if it is known already. */
    boolean begin(Bytes token, Begun begun, long notified) {
        var known = lines.get(token);
        if (known != null && known.begun.equals(begun)) {
            known.notified = Math.max(known.notified, notified);
            return false;
        }
        lines.remove(token);
        lines.put(token, new Line(begun, notified));
        if (lines.size() > MOST) {
            lines.remove(lines.keySet().iterator().next());
        }
        return true;
    }

    boolean end(Bytes token) {
        return lines.remove(token) != null;
    }

    /** Takes the number of a notification, if it is newer than all that came. */
    boolean takes(Bytes token, long number) {
        var line = lines.get(token);
        if (line == null || number <= line.notified) {
            return false;
        }
        line.notified = number;
        return true;
    }

    /** Whether more came than may be forgotten. */
    boolean lags(Bytes token) {
        var line = lines.get(token);
        return line != null && line.notified - line.recorded >= LAG;
    }

    /** Ends those that began with other keys; these are their tokens. */
    List<Bytes> endAllBut(Bytes context) {
        var old = lines.entrySet().stream()
                .filter(each -> !each.getValue().begun.context().equals(context))
                .map(Map.Entry::getKey)
                .toList();
        lines.keySet().removeAll(old);
        return old;
    }

    /** Takes over what is on record and not known yet. */
    void add(Page recorded) {
        recorded.lines.forEach(lines::putIfAbsent);
    }

    Iterable<Bytes> tokens() {
        return List.copyOf(lines.keySet());
    }

    int size() {
        return lines.size();
    }
}
