package org.lwm2m.shell.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbovePromptTest {

    private final List<String> lines = new ArrayList<>();
    private final PrintStream out = new PrintStream(new AbovePrompt(lines::add), true, UTF_8);

    @Test
    void printsWholeLinesOnly() {
        out.print("WARN Gerät");
        assertEquals(List.of(), lines);

        out.print(" gone\nnext");
        assertEquals(List.of("WARN Gerät gone"), lines);
    }

    @Test
    void aLineWithoutEndIsCut() {
        out.print("x".repeat(20_000));

        assertEquals(1, lines.size());
        assertEquals(1 << 14, lines.get(0).length());
    }
}
