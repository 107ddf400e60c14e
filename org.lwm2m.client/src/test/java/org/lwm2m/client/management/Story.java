package org.lwm2m.client.management;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happens to an observation, as text: how it begins, and what comes at which second.
 *
 * @param paths what is observed; a composite where there are several
 * @param shown the resources whose values are written down; all if there is none
 * @param setup words: {@code pmin=5&gt=2} attached to the first path, {@code /3303:pmin=5} to another, {@code ?pmin=5}
 *     in the request, {@code min=4} and {@code max=9} the server's default periods, {@code stores}, {@code confirms},
 *     and {@code timed} for a format that keeps times
 * @param events what happens, by time; the values at second 0 are there before the Observe
 */
record Story(List<String> paths, Set<String> shown, List<String> setup, List<Event> events) {

    /**
     * @param what a number for 5700, {@code t} or {@code f} for 5850, {@code "K"} for 5701, {@code L5} for 5750 and
     *     {@code L-1} for none, {@code h0=24,1=25} for 5800; with {@code ~} before it nobody says that it changed, with
     *     {@code @} it comes as a sample. {@code off} and {@code on} for the way to the server, {@code +pmin=5} and
     *     {@code -pmin} for attributes of the first path, {@code +/3303:pmin=5} of another, {@code end} for nothing
     */
    record Event(int at, String what) {

        static Event parse(String text) {
            var colon = text.indexOf(':');
            return new Event(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
        }

        @Override
        public String toString() {
            return at + ":" + what;
        }
    }

    static Story of(String observed, String setup, String events) {
        var words = observed.split(" shows ");
        return new Story(
                List.of(words[0].strip().split("\\+")),
                words.length == 1 ? Set.of() : Set.of(words[1].strip().split(",")),
                words(setup),
                words(events).stream().map(Event::parse).toList());
    }

    List<Event> before() {
        return events.stream().filter(each -> each.at() == 0).toList();
    }

    List<Event> at(int second) {
        return events.stream().filter(each -> each.at() == second && second > 0).toList();
    }

    int end() {
        return events.stream().mapToInt(Event::at).max().orElse(0);
    }

    boolean shows(String path) {
        return shown.isEmpty() || shown.contains(path.split("/")[3]);
    }

    @Override
    public String toString() {
        return String.join("+", paths) + " | " + String.join(" ", setup) + " | "
                + events.stream().map(Event::toString).collect(Collectors.joining(" "));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
