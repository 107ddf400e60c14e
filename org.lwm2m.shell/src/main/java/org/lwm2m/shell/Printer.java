package org.lwm2m.shell;

import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;

/** Prints what comes by itself, while somebody may be typing. */
public final class Printer {

    /** Session variable: a {@code Consumer} of lines that keeps the line being typed intact. */
    public static final String VARIABLE = ".lwm2m.printer";

    private Printer() {}

    /** What prints lines to this session; just its output, if it has nothing better. */
    static Consumer<String> of(CommandSession session) {
        return line -> {
            if (session.get(VARIABLE) instanceof Consumer<?> printer) {
                @SuppressWarnings("unchecked")
                var lines = (Consumer<String>) printer;
                lines.accept(line);
            } else {
                var console = session.getConsole();
                synchronized (console) {
                    console.println(line);
                    console.flush();
                }
            }
        };
    }
}
