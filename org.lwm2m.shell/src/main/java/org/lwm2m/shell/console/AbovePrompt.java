package org.lwm2m.shell.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** An output whose lines are printed above the line that is being typed. */
final class AbovePrompt extends OutputStream {

    private static final int LONGEST = 1 << 14;

    private final Consumer<String> printer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // guarded by this

    AbovePrompt(Consumer<String> printer) {
        this.printer = printer;
    }

    @Override
    public void write(int octet) {
        String full;
        synchronized (this) {
            if (octet != '\n' && line.size() < LONGEST) {
                line.write(octet);
                return;
            }
            full = line.toString(UTF_8).stripTrailing();
            line.reset();
        }
        printer.accept(full);
    }
}
