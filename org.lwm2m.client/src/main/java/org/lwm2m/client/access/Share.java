package org.lwm2m.client.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one server gets of all that no configuration gives to another.
 *
 * @param owner it owns that: it may do all, and decide for others
 * @param rights what it may do where it is not the owner
 */
public record Share(boolean owner, Set<Right> rights) {

    public Share {
        rights = Set.copyOf(rights);
    }

    /** Reads {@code owner}, {@code none}, {@code all}, or words such as {@code read write}. */
    public static Share parse(String text) {
        if (text.strip().equals("owner")) {
            return new Share(true, Set.of());
        }
        return new Share(false, rights(text));
    }

    /** Reads {@code none}, {@code all}, or words such as {@code read write}. */
    public static Set<Right> rights(String text) {
        var words = List.of(text.strip().split("[\\s+]+"));
        if (words.equals(List.of("none"))) {
            return Set.of();
        } else if (words.equals(List.of("all"))) {
            return EnumSet.allOf(Right.class);
        }
        var rights = EnumSet.noneOf(Right.class);
        words.forEach(word -> rights.add(Right.named(word)));
        return rights;
    }
}
