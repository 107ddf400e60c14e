package org.lwm2m.bench.load;

/** Who simulated clients are, and the key that each of them has where they prove it. */
public final class Names {

    private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private Names() {}

    /** The endpoint name of a client, which is its identity as well. */
    public static String of(int wave, int client) {
        return "urn:dev:ops:bench-%03d-%06d".formatted(wave, client);
    }

    public static byte[] key() {
        return KEY.clone();
    }
}
