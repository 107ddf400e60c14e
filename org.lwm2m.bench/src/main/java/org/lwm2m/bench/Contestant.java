package org.lwm2m.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One server in a JVM of its own, and in another the clients that load it. */
final class Contestant implements AutoCloseable {

    private static final Path LESHAN = Path.of("../org.lwm2m.itest/leshan/target");

    /** What is measured, and what bounds it. */
    enum Kind {
        OURS("ours", "org.lwm2m.bench.OursUnderLoad"),
        LESHAN("Leshan", "org.lwm2m.itest.leshan.LeshanUnderLoad"),
        BARE("bare Californium", "org.lwm2m.bench.BareUnderLoad");

        final String title;
        private final String program;

        Kind(String title, String program) {
            this.title = title;
            this.program = program;
        }

        private String classPath() throws IOException {
            return this == LESHAN
                    ? Contestant.LESHAN.resolve("classes")
                            + File.pathSeparator
                            + Files.readString(Contestant.LESHAN.resolve("classpath"))
                                    .strip()
                    : own();
        }
    }

    /**
     * How work went.
     *
     * @param cpu microseconds of the server's processor time for each that went well
     * @param median microseconds, as is {@code most}, the 99th percentile
     */
    record Figures(double perSecond, double cpu, double median, double most) {}

    /** Work that says its microseconds, its successes and failures and its latencies. */
    private interface Task {

        String[] run() throws IOException;
    }

    private final Program server;
    private final Program load;
    private final String uri;
    private long reported;

    Contestant(Kind kind) throws IOException {
        this(kind, "coap", List.of());
    }

    /**
     * @param scheme {@code coaps} for pre-shared keys, which bare Californium does not have here
     * @param more for the server
     */
    Contestant(Kind kind, String scheme, List<String> more) throws IOException {
        var program = new ArrayList<>(List.of(kind.program, scheme));
        program.addAll(more);
        server = Program.java(kind.classPath(), program.toArray(String[]::new));
        uri = scheme + "://127.0.0.1:" + server.await("listening")[0];
        load = Program.java(own(), "org.lwm2m.bench.Load", uri);
        load.await("ready");
    }

    static List<Contestant> all() {
        return List.of(Kind.values()).stream().map(Contestant::of).toList();
    }

    String uri() {
        return uri;
    }

    /** Over DTLS, each is a handshake. */
    Figures connect(int clients) throws IOException {
        return figures(() -> load.ask("connect " + clients, "connect"));
    }

    Figures register(int total, String pace) throws IOException {
        return figures(() -> load.ask("register " + total + " " + pace, "register"));
    }

    Figures update(int total, String pace) throws IOException {
        return figures(() -> load.ask("update " + total + " " + pace, "update"));
    }

    /** Asks those that were registered when {@link #take} was called. */
    Figures read(int total, String pace) throws IOException {
        return figures(() -> server.ask("read " + total + " " + pace, "read"));
    }

    Figures observe(int total, String pace) throws IOException {
        return figures(() -> server.ask("observe " + total + " " + pace, "observe"));
    }

    /** Until the server has told its application of all. */
    Figures report(int total, String pace) throws IOException {
        return figures(() -> {
            var start = System.nanoTime();
            var said = load.ask("report " + total + " " + pace, "report");
            reported += total;
            var heard = Long.parseLong(server.ask("notified " + reported, "notified")[0]);
            if (heard != reported) {
                throw new IOException(heard + " of " + reported + " notifications were heard");
            }
            said[0] = Long.toString((System.nanoTime() - start) / 1000);
            return said;
        });
    }

    void take() throws IOException {
        server.ask("take", "take");
    }

    long count() throws IOException {
        return Long.parseLong(server.ask("count", "count")[0]);
    }

    long heap() throws IOException {
        return Long.parseLong(server.ask("heap", "heap")[0]);
    }

    @Override
    public void close() {
        load.close();
        server.close();
    }

    private Figures figures(Task task) throws IOException {
        var before = cpu();
        var said = good(task.run());
        var good = Double.parseDouble(said[1]);
        return new Figures(
                good * 1e6 / Double.parseDouble(said[0]),
                (cpu() - before) / 1e3 / good,
                Double.parseDouble(said[3]),
                Double.parseDouble(said[4]));
    }

    private static String[] good(String... said) throws IOException {
        if (!said[2].equals("0")) {
            throw new IOException(said[2] + " requests failed, " + said[1] + " went well");
        }
        return said;
    }

    private long cpu() throws IOException {
        return Long.parseLong(server.ask("cpu", "cpu")[0]);
    }

    private static Contestant of(Kind kind) {
        try {
            return new Contestant(kind);
        } catch (IOException e) {
            throw new UncheckedIOException(kind.title + " does not start", e);
        }
    }

    private static String own() {
        return System.getProperty("java.class.path");
    }
}
