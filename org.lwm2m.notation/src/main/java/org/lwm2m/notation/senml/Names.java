package org.lwm2m.notation.senml;

import org.lwm2m.api.Path;
import org.lwm2m.notation.Place;
import org.lwm2m.notation.Span;

/**
 * Makes paths of base names and names. Those of ids alone, nearly all, are read octet by octet from where the base name
 * ended; others, such as of a thing behind a gateway, are put together as text.
 */
public final class Names {

    /** Enough for any path, and that much again and again for a prefix. */
    private static final int MAX_SIZE = 1000;

    private static final int SLASH = '/' - '0';

    private final Place place;
    private final Span baseName = new Span();
    private boolean baseIsText;
    private boolean separated;

    /** Where the base name ends. */
    private String basePrefix;

    private long basePath;
    private int baseLevel;
    private int baseNumber;
    private boolean baseStarted;

    /** Where we are: the ids so far, and the one that is not over yet, -1 if it has no digits yet. */
    private long path;

    private int level;
    private int number = -1;
    private boolean started;

    public Names(Place place) {
        this.place = place;
        this.basePrefix = place.prefix("");
        this.baseNumber = -1;
    }

    /** Takes a base name into force. */
    public void base(Span name) {
        baseName.set(name);
        basePrefix = place.prefix("");
        separated = false;
        restart(0, 0, -1, false);
        baseIsText = !take(name) && !takeText(name);
        keep();
    }

    /** Puts a slash between the base name and the names, where peers left it out. */
    public void separate() {
        if (!baseIsText && number >= 0) {
            slash();
            separated = true;
            keep();
        }
    }

    /** The path of a name; throws {@link IllegalArgumentException} if it is none. */
    public Path path(Span name) {
        if (!baseIsText) {
            restart(basePath, baseLevel, baseNumber, baseStarted);
            if (take(name) && end()) {
                return new Path(basePrefix, path);
            }
        }
        return text(name);
    }

    private Path text(Span name) {
        if (baseName.size() + name.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a name of more than " + MAX_SIZE + " bytes");
        }
        var text = baseName.text() + (separated ? "/" : "") + name.text();
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("not a path from the root: " + text);
        }
        var path = Path.parse(text);
        return path.in(place.prefix(path.prefix()));
    }

    /** A base name with a prefix and ids after it, that is over with a slash. */
    private boolean takeText(Span name) {
        if (name.size() > MAX_SIZE || !name.endsWith('/') || name.octet(0) != '/') {
            return false;
        }
        try {
            var parsed = Path.parse(name.text());
            basePrefix = place.prefix(parsed.prefix());
            restart(parsed.packed(), parsed.depth(), -1, true);
            return parsed.depth() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void keep() {
        basePath = path;
        baseLevel = level;
        baseNumber = number;
        baseStarted = started;
    }

    private void restart(long path, int level, int number, boolean started) {
        this.path = path;
        this.level = level;
        this.number = number;
        this.started = started;
    }

    private boolean take(Span name) {
        for (int i = 0, size = name.size(); i < size; i++) {
            var digit = name.octet(i) - '0';
            if (digit == SLASH ? !slash() : !digit(digit)) {
                return false;
            }
        }
        return true;
    }

    private boolean slash() {
        if (!started) {
            started = true;
            return true;
        }
        return number >= 0 && close();
    }

    private boolean digit(int digit) {
        if (digit < 0 || digit > 9 || !started || number == 0) {
            return false;
        }
        number = Math.max(number, 0) * 10 + digit;
        return number <= Path.ABSENT;
    }

    private boolean close() {
        if (level > 3 || number == Path.ABSENT && level != 1) {
            return false;
        }
        path |= (long) (number + 1 & 0xffff) << 48 - 16 * level;
        level++;
        number = -1;
        return true;
    }

    /** An instance without number must have something under it. */
    private boolean end() {
        return started && (number < 0 || close()) && (level != 2 || path << 16 != 0);
    }
}
