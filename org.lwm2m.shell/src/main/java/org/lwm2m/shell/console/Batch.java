package org.lwm2m.shell.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.regex.Pattern;

/** Runs commands from an input that is no terminal: one a line, one after another, to the end. */
final class Batch {

    /** What a command was given may be a secret, as in {@code keys add gateway key=00ff}. */
    private static final Pattern KEY = Pattern.compile("\\bkey=\\S+");

    private final Commands commands;
    private final PrintStream errors;

    Batch(Commands commands, PrintStream errors) {
        this.commands = commands;
        this.errors = errors;
    }

    /** 0, or 1 if a command failed. The others ran nevertheless. */
    int run(BufferedReader input) throws IOException {
        var status = 0;
        var line = input.readLine();
        while (line != null && !commands.ended()) {
            if (!line.isBlank() && !line.strip().startsWith("#") && !run(line.strip())) {
                status = 1;
            }
            line = commands.ended() ? null : input.readLine();
        }
        return status;
    }

    private boolean run(String line) {
        try {
            commands.run(line);
            return true;
        } catch (Exception e) {
            errors.println(KEY.matcher(line).replaceAll("key=…") + ": " + Reason.of(e));
            errors.flush();
            return false;
        }
    }
}
