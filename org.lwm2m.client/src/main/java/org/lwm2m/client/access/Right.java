package org.lwm2m.client.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What a server may be allowed to do, in the order of the bits of /2/x/2 (Core 1.2, E.3). */
public enum Right {
    READ,
    WRITE,
    EXECUTE,
    DELETE,
    CREATE;

    /** @throws IllegalArgumentException if no right has that name */
    static Right named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no right is named " + name));
    }

    public static int bits(Set<Right> rights) {
        return rights.stream().mapToInt(Right::bit).sum();
    }

    int bit() {
        return 1 << ordinal();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
