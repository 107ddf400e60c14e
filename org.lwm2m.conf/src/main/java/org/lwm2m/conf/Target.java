package org.lwm2m.conf;

import java.util.Optional;

/**
 * Which configuration a file is for, by its name: {@code PID.cfg}, or {@code FACTORY-NAME.cfg} for one of several.
 *
 * @param name which one of a factory's; empty for a PID that there is once
 */
record Target(String pid, String name) implements Comparable<Target> {

    private static final String ENDING = ".cfg";

    /** Empty for a file that is no configuration. {@code FACTORY~NAME.cfg} is the same as {@code FACTORY-NAME.cfg}. */
    static Optional<Target> of(String file) {
        if (!file.endsWith(ENDING) || file.startsWith(".") || file.length() == ENDING.length()) {
            return Optional.empty();
        }
        var parts = file.substring(0, file.length() - ENDING.length()).split("[-~]", 2);
        return parts[0].isEmpty()
                ? Optional.empty()
                : Optional.of(new Target(parts[0], parts.length == 1 ? "" : parts[1]));
    }

    boolean isOneOfSeveral() {
        return !name.isEmpty();
    }

    @Override
    public int compareTo(Target other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return name.isEmpty() ? pid : pid + "-" + name;
    }
}
