package org.lwm2m.shell.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.felix.service.command.CommandProcessor;
import org.lwm2m.shell.Engines;
import org.lwm2m.shell.ObserveCommands;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the launcher calls once all is started, and whose result is the status of the process. Elsewhere nobody calls
 * it, and the commands live in whatever shell there is.
 * <p>
 * A call goes on when this bundle is updated, as it may be what updates it.
 */
@Component(service = Callable.class, property = "main.thread:Boolean=true")
public final class MainThread implements Callable<Integer> {

    /** Framework or system property: {@code none} leaves standard input alone, for a service. */
    static final String SHELL = "lwm2m.shell";

    private static final Duration FOR_A_PROMPT = Duration.ofSeconds(3);
    private static final Duration FOR_COMMANDS = Duration.ofSeconds(15);

    private final BundleContext system;
    private final String shell;
    private final CommandProcessor processor;
    private final Engines engines;
    private final ObserveCommands observations;
    private final Readiness readiness;

    @Activate
    public MainThread(
            BundleContext context,
            @Reference CommandProcessor processor,
            @Reference Engines engines,
            @Reference ObserveCommands observations,
            @Reference Readiness readiness) {
        this.system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        this.shell = context.getProperty(SHELL);
        this.processor = processor;
        this.engines = engines;
        this.observations = observations;
        this.readiness = readiness;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var ending = new Ending(system.getBundle())) {
            if ("none".equals(shell)) {
                ending.await();
                return 0;
            }
            var builtins = new Builtins(system, processor);
            try {
                return terminal() ? interactive(ending) : batch(ending);
            } finally {
                builtins.close();
            }
        }
    }

    private int interactive(Ending ending) throws IOException, InterruptedException {
        var welcome = readiness.await(FOR_A_PROMPT)
                ? "LwM2M: help lists the commands, exit or ^D ends everything."
                : "LwM2M: help lists the commands, exit or ^D ends everything. Not registered yet: status says why.";
        return new TerminalShell(processor, new Completion(engines, observations)).run(ending, welcome);
    }

    private int batch(Ending ending) throws IOException, InterruptedException {
        if (!readiness.await(FOR_COMMANDS)) {
            System.err.println("No client of this system is registered after " + FOR_COMMANDS.toSeconds()
                    + " s; lwm2m:status says why. The commands run nevertheless.");
        }
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        var session = processor.createSession(InputStream.nullInputStream(), out, System.err);
        // Any list of colours that has none for a match: grep takes every output for a terminal.
        session.put("GREP_COLORS", "no=0");
        try (var commands = new Commands(session)) {
            ending.then(commands::end);
            return new Batch(commands, System.err).run(new BufferedReader(new InputStreamReader(input(), UTF_8)));
        }
    }

    /** Standard input. Where it was closed, Java opened its own files in that place: that is no input at all. */
    private static InputStream input() throws IOException {
        var zero = Path.of("/proc/self/fd/0");
        var own = Files.isSymbolicLink(zero)
                && Files.readSymbolicLink(zero).startsWith(Path.of(System.getProperty("java.home")));
        return own ? InputStream.nullInputStream() : System.in;
    }

    /** Whether a person sits at standard input and output. Since Java 22 there is a console without a terminal. */
    private static boolean terminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
