package org.lwm2m.security.oscore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.store.file.FileStore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A process that speaks OSCORE by the keys of {@link Party}, keeps what it must in a file, and is killed. */
final class Killed implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private Killed(Process process) {
        this.process = process;
        this.said = process.inputReader();
    }

    static Killed start(Path file) throws IOException {
        return new Killed(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Has it do something, without waiting for what it says. */
    void tell(String command) throws IOException {
        process.outputWriter().write(command + "\n");
        process.outputWriter().flush();
    }

    /** What it says next: {@code up TEXT} or {@code down OCTETS}. */
    String hear() throws IOException {
        return Optional.ofNullable(said.readLine()).orElse("nothing");
    }

    String run(String command) throws IOException {
        tell(command);
        return hear();
    }

    /** With no time for anything. */
    @Override
    public void close() throws IOException {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    public static void main(String... arguments) throws IOException {
        var protection = new OscoreProtection(
                open(arguments[0]).states(), OscoreConfiguration.Checked.STANDARD, Context::new, Runnable::run);
        CredentialStore callers = claimed -> CompletableFuture.completedStage(
                claimed.equals(new Identity.Oscore(Party.KEYS.recipient(), Bytes.EMPTY))
                        ? Optional.of(new CredentialStore.Caller(Party.KEYS, List.of()))
                        : Optional.empty());
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        Optional<Exchange> call = Optional.empty();
        var tokens = System.nanoTime();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ");
            if (words[0].equals("call")) {
                call = Optional.of(protection.call(Party.KEYS, Bytes.utf8("t" + tokens++), Party.get(words[1])));
                say(call.get().first().orElseThrow());
            } else if (words[0].equals("next")) {
                say(call.orElseThrow().next(Bytes.hex(words[1])));
            } else {
                answer(protection
                        .answer(Bytes.utf8("t"), Bytes.hex(words[1]), callers)
                        .toCompletableFuture()
                        .join());
            }
        }
    }

    /** A request that was opened is done, which is said, and answered. */
    private static void answer(Exchange exchange) {
        var step = exchange.first().orElseThrow();
        if (step instanceof Step.Up up) {
            var path = new String(CoapBytes.read(up.message()).option(11).orElseThrow(), UTF_8);
            var answer = (Step.Down) exchange.next(Party.content(path));
            System.out.println("up " + path + " " + answer.message().hex());
        } else {
            say(step);
        }
    }

    private static void say(Step step) {
        System.out.println(
                step instanceof Step.Up up
                        ? "up " + new String(CoapBytes.read(up.message()).payload(), UTF_8)
                        : step instanceof Step.Down down
                                ? "down " + down.message().hex()
                                : "" + step);
    }

    /** A store on a file, and what ends it. */
    record Opened(StateStore states, FileStore end) implements AutoCloseable {

        @Override
        public void close() {
            end.close();
        }
    }

    static Opened open(String file) {
        var services = new HashMap<Object, Object>();
        var context = (BundleContext) Proxy.newProxyInstance(
                Killed.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, given) -> {
                    if (method.getName().equals("registerService")) {
                        services.put(given[0], given[1]);
                        return Proxy.newProxyInstance(
                                Killed.class.getClassLoader(),
                                new Class<?>[] {ServiceRegistration.class},
                                (registration, call, none) -> null);
                    }
                    return null;
                });
        var store = new FileStore(context, Map.of("file", file));
        return new Opened((StateStore) services.get(StateStore.class), store);
    }
}
