package org.lwm2m.model.registry;

import java.util.Comparator;

/**
 * Where definitions come from. If two sources define the same version of an object, the lesser one counts.
 *
 * @param order the bundle's or service's id; 0 for files
 * @param name as people find it: a file, an interface and its bundle
 */
record Source(Kind kind, long order, String name) implements Comparable<Source> {

    private static final Comparator<Source> ORDER =
            Comparator.comparing(Source::kind).thenComparingLong(Source::order).thenComparing(Source::name);

    /** An interface comes first, as it is what clients and servers run; then what the gateway's owner put down. */
    enum Kind {
        INTERFACE,
        FOLDER,
        BUNDLE,
        SERVICE
    }

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name;
    }
}
