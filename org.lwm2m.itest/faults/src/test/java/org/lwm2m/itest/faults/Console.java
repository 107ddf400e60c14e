package org.lwm2m.itest.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a process is told on its standard input, and says on its standard output: a line each. A command begins with a
 * number, its answer with the same number and {@code ok} or {@code failed}; what is told unasked begins with {@code
 * !}.
 */
final class Console {

    private final PrintStream out;

    Console() {
        out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    /** Says something unasked. */
    void say(Object... words) {
        print("!", words);
    }

    /** Obeys until the input ends, which ends the process. */
    void obey(Function<String[], CompletionStage<?>> commands) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var words = line.split(" ", 2);
                obey(words[0], words[1].split(" "), commands);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(String number, String[] command, Function<String[], CompletionStage<?>> commands) {
        CompletionStage<?> done;
        try {
            done = commands.apply(command);
        } catch (RuntimeException e) {
            done = CompletableFuture.failedStage(e);
        }
        done.whenComplete((answer, failure) -> {
            if (failure == null) {
                print(number, "ok", answer == null ? "" : answer);
            } else {
                print(number, "failed", failure);
            }
        });
    }

    private void print(String first, Object... words) {
        var line = new StringBuilder(first);
        for (var word : words) {
            line.append(' ').append(word.toString().replace('\n', ' '));
        }
        synchronized (out) {
            out.println(line);
        }
    }
}
