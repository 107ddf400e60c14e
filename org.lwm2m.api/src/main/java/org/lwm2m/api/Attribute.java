package org.lwm2m.api;

/** What a server may attach to a path to say when it wants to be notified (Core 1.2, 5.1.2). */
public enum Attribute {
    PMIN(Version.V1_0),
    PMAX(Version.V1_0),
    GT(Version.V1_0),
    LT(Version.V1_0),
    ST(Version.V1_0),
    EPMIN(Version.V1_1),
    EPMAX(Version.V1_1),
    EDGE(Version.V1_2),
    CON(Version.V1_2),
    HQMAX(Version.V1_2);

    private final Version since;

    Attribute(Version since) {
        this.since = since;
    }

    public Version since() {
        return since;
    }

    /** Its name on the wire. */
    public String key() {
        return name().toLowerCase();
    }

    /** Whether it belongs to a numeric or Boolean resource only, never to an object or an instance. */
    public boolean resourceOnly() {
        return this == GT || this == LT || this == ST || this == EDGE;
    }
}
