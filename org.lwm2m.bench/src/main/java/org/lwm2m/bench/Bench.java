package org.lwm2m.bench;

import java.util.List;

/** Runs those parts that are named, with commas between, or all. */
public final class Bench {

    private Bench() {}

    private interface Part {

        void run() throws Exception;
    }

    /** In this order. */
    private enum Name {
        RATES(Rates::run),
        LIVE(Live::run),
        DTLS(Secured::run),
        CLIENTS(Crowd::run),
        STORE(StoreCost::main),
        START(StartUp::main),
        FORMATS(FormatComparison::main);

        private final Part part;

        Name(Part part) {
            this.part = part;
        }
    }

    public static void main(String... arguments) throws Exception {
        var wanted = List.of(arguments[0].toUpperCase(java.util.Locale.ROOT).split(","));
        for (var name : Name.values()) {
            if (wanted.contains("ALL") || wanted.contains(name.name())) {
                name.part.run();
            }
        }
    }
}
