package org.lwm2m.client.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server may be allowed to do, in the order of the bits of /2/x/2 (Core 1.2, E.3). */
public enum Right {
    READ,
    WRITE,
    EXECUTE,
    DELETE,
    CREATE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    int bit() {
        return 1 << ordinal();
    }

    static int bits(Set<Right> rights) {
        return rights.stream().mapToInt(Right::bit).sum();
    }

    static Set<Right> of(int bits) {
        return Arrays.stream(values()).filter(each -> (bits & each.bit()) != 0).collect(Collectors.toSet());
    }
}
