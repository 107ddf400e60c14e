package org.lwm2m.bench;

import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs those parts that are named, with commas between, or all. */
public final class Bench {

    private Bench() {}

    private interface Part {

        void run() throws IOException, InterruptedException, RunnerException;
    }

    /** In this order. */
    private enum Name {
        RATES(Rates::run),
        LIVE(Live::run),
        DTLS(Secured::run),
        CLIENTS(Crowd::run),
        START(StartUp::main),
        FORMATS(FormatComparison::main);

        private final Part part;

        Name(Part part) {
            this.part = part;
        }
    }

    public static void main(String... arguments) throws IOException, InterruptedException, RunnerException {
        var wanted = List.of(arguments[0].toUpperCase(java.util.Locale.ROOT).split(","));
        for (var name : Name.values()) {
            if (wanted.contains("ALL") || wanted.contains(name.name())) {
                name.part.run();
            }
        }
    }
}
