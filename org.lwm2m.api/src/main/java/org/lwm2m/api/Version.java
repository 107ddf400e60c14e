package org.lwm2m.api;

import java.util.Optional;

/** A version of the LwM2M enabler, to tell what a peer may know. */
public enum Version {
    V1_0,
    V1_1,
    V1_2;

    private final String text = name().substring(1).replace('_', '.');

    /** Reads {@code 1.1} or {@code 1.1.1}; empty for a version that this runtime does not speak. */
    public static Optional<Version> of(String text) {
        for (var version : values()) {
            var own = version.text;
            if (text.startsWith(own) && (text.length() == own.length() || text.charAt(own.length()) == '.')) {
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
        return text;
    }
}
