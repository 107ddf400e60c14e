package org.lwm2m.itest.secured;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lwm2m.itest.leshan.Leshan;

/** A JVM with a Leshan server on {@code coaps} and Leshan clients; see {@code LeshanSecured}. */
final class LeshanSide implements AutoCloseable {

    /** How it writes a certificate usage. */
    static final String TRUST_ANCHOR = "2";

    static final String DOMAIN_ISSUED = "3";

    private final Program program;
    private final int port;

    LeshanSide(Path folder) throws Exception {
        var built = Path.of(
                Leshan.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var classes = built
                + File.pathSeparator
                + Files.readString(built.resolveSibling("classpath")).strip();
        var java = ProcessHandle.current().info().command().orElse("java");
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", classes));
        var main = "org.lwm2m.itest.leshan.LeshanSecured";
        command.addAll(List.of(main, folder.toString(), Keys.IDENTITY, Keys.HEX));
        program = Program.start(command);
        port = Integer.parseInt(says("listening\t(\\d+)"));
    }

    int port() {
        return port;
    }

    void tell(Object... words) throws Exception {
        program.tell(
                (String.join("\t", List.of(words).stream().map(Object::toString).toList()) + "\n").getBytes(UTF_8));
    }

    /** Waits for what it says after {@link #forget}; its first group, or all of it. */
    String says(String pattern) {
        var found = program.says(pattern);
        return found.group(Math.min(1, found.groupCount()));
    }

    void forget() {
        program.forget();
    }

    String said() {
        return program.said();
    }

    /** Begins a client, and waits until it knows that it is registered. */
    void starts(String name, String endpoint, int server, List<String> keys) throws Exception {
        begins(name, endpoint, server, keys);
        says("known\t" + name);
    }

    /** @param keys the mode, and what else {@code SecuredKeys.account} takes */
    void begins(String name, String endpoint, int server, List<String> keys) throws Exception {
        forget();
        var words = new ArrayList<Object>(List.of("client", name, endpoint, keys.get(0)));
        words.add("coaps://127.0.0.1:" + server);
        words.addAll(keys.subList(1, keys.size()));
        tell(words.toArray());
    }

    @Override
    public void close() {
        program.close();
    }
}
