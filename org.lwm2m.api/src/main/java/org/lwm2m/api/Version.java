package org.lwm2m.api;

import java.util.Optional;

/** A version of the LwM2M enabler, to tell what a peer may know. */
public enum Version {
    V1_0,
    V1_1,
    V1_2;

    /** Reads {@code 1.1} or {@code 1.1.1}; empty for a version that this runtime does not speak. */
    public static Optional<Version> of(String text) {
        for (var version : values()) {
            if (text.equals(version.toString()) || text.startsWith(version + ".")) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    public boolean atLeast(Version other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return name().substring(1).replace('_', '.');
    }
}
