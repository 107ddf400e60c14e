package org.lwm2m.shell.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.lwm2m.shell.Printer;

/** A shell on a terminal: a line is edited, completed, remembered and run. Until {@code exit} or ^D. */
final class TerminalShell {

    private static final String PROMPT = "lwm2m> ";

    private final CommandProcessor processor;
    private final Completion completion;

    TerminalShell(CommandProcessor processor, Completion completion) {
        this.processor = processor;
        this.completion = completion;
    }

    int run(Ending ending, String welcome) throws IOException {
        var builder = TerminalBuilder.builder().name("lwm2m").system(true).encoding(UTF_8);
        try (var terminal = builder.nativeSignals(true)
                        .signalHandler(Terminal.SignalHandler.SIG_IGN)
                        .build();
                var commands = commands(terminal)) {
            var reader = reader(terminal, commands);
            terminal.handle(Signal.INT, signal -> interrupt(commands.session().foregroundJob()));
            ending.then(() -> {
                commands.end();
                close(terminal);
            });
            var errors = System.err;
            System.setErr(new PrintStream(new AbovePrompt(reader::printAbove), true, UTF_8));
            try {
                terminal.writer().println(welcome);
                loop(reader, commands);
            } finally {
                System.setErr(errors);
            }
            return 0;
        }
    }

    private Commands commands(Terminal terminal) {
        var out = new PrintStream(terminal.output(), true, UTF_8);
        var commands = new Commands(processor.createSession(terminal.input(), out, out));
        commands.session().put(Shell.VAR_TERMINAL, terminal);
        return commands;
    }

    private LineReader reader(Terminal terminal, Commands commands) {
        var session = commands.session();
        var reader = LineReaderBuilder.builder()
                .appName("lwm2m")
                .terminal(terminal)
                .parser(new Parser())
                .completer(new LineCompleter(session, completion))
                .variable(LineReader.HISTORY_IGNORE, "*keys*key=*")
                .variable(LineReader.HISTORY_FILE, Path.of(System.getProperty("user.home"), ".lwm2m_history"))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .build();
        session.put(Shell.VAR_READER, reader);
        session.put(Printer.VARIABLE, (Consumer<String>) reader::printAbove);
        return reader;
    }

    private static void loop(LineReader reader, Commands commands) {
        while (!commands.ended()) {
            try {
                var line = reader.readLine(PROMPT);
                if (!line.isBlank()) {
                    run(reader.getTerminal(), line, commands);
                }
            } catch (UserInterruptException e) {
                // ^C leaves the line, not the shell.
                continue;
            } catch (EndOfFileException | java.io.IOError e) {
                // ^D, or the terminal was closed.
                commands.end();
            }
        }
    }

    private static void run(Terminal terminal, String line, Commands commands) {
        try {
            commands.run(line);
        } catch (Exception e) {
            var text = new AttributedStringBuilder()
                    .styled(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED), Reason.of(e));
            terminal.writer().println(text.toAnsi(terminal));
        }
        terminal.flush();
    }

    private static void interrupt(Job job) {
        if (job != null) {
            job.interrupt();
        }
    }

    private static void close(Terminal terminal) {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
