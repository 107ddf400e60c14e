package org.lwm2m.shell.console;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;

/** Runs command lines in a session and prints what comes of them. */
final class Commands implements AutoCloseable {

    /** Session variable: a {@code Runnable} that ends the session. */
    static final String EXIT = ".lwm2m.exit";

    /** Where a command without scope is looked for: ours first, so that {@code help} and {@code update} are ours. */
    private static final String SCOPES = "lwm2m:gogo:*";

    private final CommandSession session;
    private volatile boolean ended;

    Commands(CommandSession session) {
        this.session = session;
        session.put("SCOPE", SCOPES);
        session.put(EXIT, (Runnable) this::end);
    }

    CommandSession session() {
        return session;
    }

    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /** Prints the result to the session's output; an exception is the command's failure. */
    void run(String line) throws Exception {
        var result = session.execute(line);
        var out = session.getConsole();
        synchronized (out) {
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
            out.flush();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
