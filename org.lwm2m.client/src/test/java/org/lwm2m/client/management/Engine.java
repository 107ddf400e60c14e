package org.lwm2m.client.management;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;

/** Tells a {@link Story} to device management, and writes down what the server is told: {@code 5:2.5 9:!3}. */
final class Engine {

    private static final Token TOKEN = Token.of(1);

    private final Bench bench = new Bench(
            Limits.USUAL, ContentFormat.TEXT, ContentFormat.TLV, ContentFormat.ETCH_CBOR, ContentFormat.LWM2M_CBOR);
    private final Kitchen kitchen = bench.kitchen(0);
    private final Story story;
    private final List<String> told = new ArrayList<>();
    private boolean timed;
    private String query = "";
    private Instant start;

    private Engine(Story story) {
        this.story = story;
    }

    static String run(Story story) {
        return new Engine(story).run();
    }

    private String run() {
        story.setup().forEach(this::prepare);
        story.before().forEach(event -> value(event.what()));
        start = bench.loop.now();
        if (!answer().startsWith("205")) {
            return "refused";
        }
        for (var second = 1; second <= story.end(); second++) {
            bench.pass(1);
            collect();
            for (var event : story.at(second)) {
                happens(event.what());
                bench.loop.run();
                collect();
            }
        }
        return String.join(" ", told);
    }

    private String answer() {
        try {
            return bench.ask(observe());
        } catch (LwM2mException contradiction) {
            return contradiction.status().toString();
        }
    }

    private void prepare(String word) {
        if (word.startsWith("?")) {
            query = word.substring(1);
        } else if (word.startsWith("min=")) {
            bench.server.shortest = Optional.of(Duration.ofSeconds(Integer.parseInt(word.substring(4))));
        } else if (word.startsWith("max=")) {
            bench.server.longest = Optional.of(Duration.ofSeconds(Integer.parseInt(word.substring(4))));
        } else if (word.equals("stores")) {
            bench.server.stores = true;
        } else if (word.equals("confirms")) {
            bench.server.confirms = true;
        } else if (word.equals("timed")) {
            timed = true;
            bench.codecs.come(ContentFormat.SENML_JSON);
        } else {
            attach(word);
        }
    }

    private Downlink observe() {
        var accept = timed
                ? Optional.of(ContentFormat.SENML_JSON)
                : Optional.of(
                        story.paths().size() > 1
                                ? ContentFormat.LWM2M_CBOR
                                : single() ? ContentFormat.TEXT : ContentFormat.TLV);
        if (story.paths().size() > 1) {
            var paths = new Content(ContentFormat.ETCH_CBOR, Bytes.utf8(String.join("\n", story.paths())));
            return new Downlink.ObserveComposite(paths, TOKEN, accept, Bench.attributes(query));
        }
        var path = Path.parse(story.paths().get(0));
        return new Downlink.Observe(path, TOKEN, accept, Bench.attributes(query));
    }

    private boolean single() {
        var path = Path.parse(story.paths().get(0));
        return path.depth() == 4 || path.depth() == 3 && path.resource() != 5800;
    }

    private void happens(String what) {
        switch (what.charAt(0)) {
            case '+' -> attach(what.substring(1));
            case '-' -> unset(what);
            case 'o' -> online(what.equals("on"));
            case 'e' -> {}
            case '~' -> value(what.substring(1));
            case '@' -> {
                value(what.substring(1));
                var number = new Value.Real(Double.parseDouble(what.substring(1)));
                bench.device.changed(kitchen, 5700, number, bench.loop.now());
            }
            default -> bench.device.changed(kitchen, value(what));
        }
    }

    private void online(boolean now) {
        bench.server.reachable = now;
        if (now) {
            bench.device.reachable(bench.server);
        }
    }

    /** A negative number is a value, a name without its value an attribute to unset. */
    private void unset(String what) {
        if (Character.isLetter(what.charAt(1))) {
            var attribute = Attribute.valueOf(what.substring(1).toUpperCase());
            bench.ask(Bench.attach(story.paths().get(0), "", attribute));
        } else {
            bench.device.changed(kitchen, value(what));
        }
    }

    private void attach(String word) {
        var colon = word.indexOf(':');
        var path = colon < 0 ? story.paths().get(0) : word.substring(0, colon);
        try {
            bench.ask(Bench.attach(path, word.substring(colon + 1)));
        } catch (LwM2mException contradiction) {
            // As a transport would have answered it, with 4.00.
        }
    }

    /** Answers the resource that has this value now. */
    private int value(String text) {
        switch (text.charAt(0)) {
            case 't', 'f' -> {
                kitchen.on = text.equals("t");
                return 5850;
            }
            case '"' -> {
                kitchen.units = text.replace("\"", "");
                return 5701;
            }
            case 'L' -> {
                kitchen.level = Integer.parseInt(text.substring(1));
                return 5750;
            }
            case 'h' -> {
                kitchen.history = history(text.substring(1));
                return 5800;
            }
            default -> {
                kitchen.value = Double.parseDouble(text);
                return 5700;
            }
        }
    }

    static Map<Integer, Long> history(String text) {
        var all = new TreeMap<Integer, Long>();
        for (var each : text.isEmpty() ? new String[0] : text.split(",")) {
            all.put(Integer.parseInt(each.split("=")[0]), Long.parseLong(each.split("=")[1]));
        }
        return all;
    }

    private void collect() {
        var second = seconds(bench.loop.now());
        bench.server.news().forEach(each -> told.add(second + ":" + shown(each)));
    }

    private String shown(String notification) {
        var mark = notification.startsWith("!") ? "!" : "";
        return mark
                + notification
                        .substring(mark.length())
                        .lines()
                        .filter(line -> !line.startsWith("/") || story.shows(line.split("=")[0]))
                        .map(line -> value(line, line.startsWith("/") ? line.indexOf('=') + 1 : 0))
                        .collect(Collectors.joining("+"));
    }

    private String value(String line, int from) {
        var at = line.indexOf("@20");
        var value = line.substring(from, at < 0 ? line.length() : at);
        var time = at < 0 ? "" : "@" + seconds(Instant.parse(line.substring(at + 1)));
        return switch (value) {
                    case "true" -> "t";
                    case "false" -> "f";
                    default -> value.endsWith(".0") ? value.substring(0, value.length() - 2) : value;
                }
                + time;
    }

    private long seconds(Instant time) {
        return Duration.between(start, time).toSeconds();
    }
}
