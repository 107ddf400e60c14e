package org.lwm2m.fuzz;

/** What Jazzer calls, again and again. */
public final class Target {

    private static Decoder decoder;

    private Target() {}

    public static void fuzzerInitialize(String[] args) {
        decoder = Decoder.valueOf(args[0].toUpperCase());
    }

    public static void fuzzerTestOneInput(byte[] input) {
        decoder.check(input);
    }
}
