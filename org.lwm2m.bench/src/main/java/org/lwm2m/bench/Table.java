package org.lwm2m.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures of all contestants side by side, and ours beside each of the others'. */
final class Table {

    private static final List<String> TITLES =
            Stream.of(Contestant.Kind.values()).map(kind -> kind.title).toList();

    private Table() {}

    static void head() {
        head(TITLES.size());
    }

    /** Of the first contestants only. */
    static void head(int contestants) {
        var titles = TITLES.subList(0, contestants);
        System.out.println("| | " + String.join(" | ", titles) + " | "
                + titles.stream()
                        .skip(1)
                        .map(title -> titles.get(0) + " : " + title)
                        .collect(Collectors.joining(" | "))
                + " |");
        System.out.println("|---|" + "--:|".repeat(2 * titles.size() - 1));
    }

    /** @param rounds of each round a figure of each contestant */
    static void line(String what, List<double[]> rounds) {
        var line = new StringBuilder("| " + what);
        for (var i = 0; i < rounds.get(0).length; i++) {
            var one = i;
            line.append(" | %,.0f".formatted(median(rounds, round -> round[one])));
        }
        for (var i = 1; i < rounds.get(0).length; i++) {
            var one = i;
            line.append(" | %.2f".formatted(median(rounds, round -> round[0] / round[one])));
        }
        System.out.println(line + " |");
    }

    private static double median(List<double[]> rounds, ToDoubleFunction<double[]> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
    }
}
