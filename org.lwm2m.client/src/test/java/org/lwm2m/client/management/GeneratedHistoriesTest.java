package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories of values, attributes, time and offline spells, each told to the engine and to the naive model:
 * both have to say the same. A failure names its seed and the whole history, which is a row of the table.
 */
class GeneratedHistoriesTest {

    /** As many as a build has time for; {@code -Dhistories=100000} for more. */
    private static final int HISTORIES = Integer.getInteger("histories", 2000);

    private static final List<String> OBSERVED = List.of(
            "/3303/0/5700",
            "/3303/0/5700",
            "/3303/0/5850",
            "/3303/0/5800",
            "/3303/0/5800/0",
            "/3303/0 shows 5700,5850",
            "/3303/0/5700+/3303/0/5850",
            "/3303/0/5700+/3303/0/5800");

    @Test
    void theEngineTellsWhatTheModelTells() {
        var told = 0;
        for (var seed = 0; seed < HISTORIES; seed++) {
            var story = new Generator(new Random(seed)).story();
            var expected = NaiveModel.run(story);
            assertEquals(expected, Engine.run(story), "seed " + seed + ": " + story);
            told += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(told > HISTORIES / 2, "too few histories in which anything is told: " + told);
    }

    /** Makes one history after another from random numbers. */
    private static final class Generator {

        private final Random random;
        private String observed = "";

        Generator(Random random) {
            this.random = random;
        }

        Story story() {
            observed = OBSERVED.get(random.nextInt(OBSERVED.size()));
            return Story.of(observed, setup(), events());
        }

        private String setup() {
            var words = new ArrayList<String>();
            maybe(words, 3, "min=" + random.nextInt(8));
            maybe(words, 4, "max=" + random.nextInt(12));
            maybe(words, 2, "stores");
            maybe(words, 3, "confirms");
            maybe(words, 3, "timed");
            maybe(words, 3, "/3303:" + attributes(false));
            maybe(words, 3, "/3303/0:" + attributes(false));
            maybe(words, 2, attributes(true));
            if (observed.contains("5800/0")) {
                maybe(words, 2, "/3303/0/5800:" + attributes(true));
            }
            if (random.nextInt(4) == 0) {
                var own = attributes(!observed.contains("+"));
                words.add("?" + (observed.contains("+") ? own.replaceAll("hqmax=", "pmin=") : own));
            }
            return String.join(" ", words);
        }

        private void maybe(List<String> words, int of, String word) {
            if (random.nextInt(of) == 0) {
                words.add(word);
            }
        }

        /** One to three attributes; conditions only where the resource can have them. */
        private String attributes(boolean ofResource) {
            var names = new ArrayList<>(List.of("pmin", "pmax", "epmin", "epmax", "con", "hqmax"));
            if (ofResource && observed.contains("5850") && !observed.contains("+") && !observed.contains("shows")) {
                names.addAll(List.of("edge", "edge", "edge"));
            } else if (ofResource && !observed.contains("shows") && !observed.equals("/3303/0/5850")) {
                names.addAll(List.of("gt", "lt", "st", "gt", "lt", "st"));
            }
            return random.ints(1 + random.nextInt(3), 0, names.size())
                    .distinct()
                    .mapToObj(names::get)
                    .distinct()
                    .map(name -> name + "=" + value(name))
                    .collect(Collectors.joining("&"));
        }

        private String value(String attribute) {
            return switch (attribute) {
                case "edge", "con" -> "" + random.nextInt(2);
                case "hqmax" -> "" + random.nextInt(4);
                case "gt", "lt" -> "" + (random.nextInt(20) - 4) / 2.0;
                case "st" -> "" + random.nextInt(8) / 2.0;
                default -> "" + random.nextInt(12);
            };
        }

        private String events() {
            var events = new ArrayList<String>();
            events.add("0:" + number());
            events.add("0:" + flag());
            events.add("0:" + history());
            var second = 0;
            for (var i = 5 + random.nextInt(25); i > 0; i--) {
                second += random.nextInt(5);
                events.add(Math.max(1, second) + ":" + event());
            }
            events.add(second + 1 + random.nextInt(20) + ":on");
            events.add(second + 40 + ":end");
            return String.join(" ", events);
        }

        private String event() {
            return switch (random.nextInt(14)) {
                case 0 -> "off";
                case 1 -> "on";
                case 2 -> "+" + attributes(true);
                case 3 -> "+/3303:" + attributes(false);
                case 4 -> "-" + attributes(true).split("=")[0];
                case 5 -> "~" + change();
                case 6 -> "@" + number();
                default -> change();
            };
        }

        private String change() {
            if (observed.contains("5800") && (!observed.contains("5700") || random.nextBoolean())) {
                return history();
            }
            return observed.contains("5850") && (!observed.contains("5700") || random.nextBoolean())
                    ? flag()
                    : number();
        }

        private String number() {
            return "" + (random.nextInt(24) - 4) / 2.0;
        }

        private String flag() {
            return random.nextBoolean() ? "t" : "f";
        }

        private String history() {
            var zero = "h0=" + random.nextInt(10);
            return random.nextInt(4) == 0 ? zero : zero + ",1=" + random.nextInt(10);
        }
    }
}
