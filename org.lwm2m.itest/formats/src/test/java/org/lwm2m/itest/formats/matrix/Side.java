package org.lwm2m.itest.formats.matrix;

/** Whose client it is; the server is the other's. */
enum Side {
    OURS("ours"),
    LESHAN("Leshan");

    private final String title;

    Side(String title) {
        this.title = title;
    }

    Side other() {
        return this == OURS ? LESHAN : OURS;
    }

    @Override
    public String toString() {
        return title;
    }
}
