package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules of notifications said once more (Core 1.2, 5.1.2 and 6.4.3), as plainly as can be: it looks at everything in
 * every second, knows no timers and shares no code with the engine. It answers a {@link Story} in the same words.
 */
final class NaiveModel {

    private static final int STORED = Limits.USUAL.stored();

    private record Kept(int at, Map<String, Object> values) {}

    private final Story story;
    private final NaiveAttributes attributes;
    private final Map<String, Object> world = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private boolean stores;
    private boolean confirms;
    private boolean timed;
    private boolean online = true;
    private Map<String, Object> last;
    private Map<String, Object> seen;
    private int tellTime;
    private int lookTime;
    private boolean dirty;
    private boolean pending;
    private int now;

    private NaiveModel(Story story) {
        this.story = story;
        this.attributes = new NaiveAttributes(story.paths());
    }

    static String run(Story story) {
        return new NaiveModel(story).run();
    }

    private String run() {
        story.setup().forEach(this::prepare);
        if (attributes.refused()) {
            return "refused";
        }
        story.before().forEach(event -> value(event.what()));
        last = observed();
        seen = last;
        for (now = 1; now <= story.end(); now++) {
            rules();
            for (var event : story.at(now)) {
                happens(event.what());
                rules();
            }
        }
        return String.join(" ", told);
    }

    /** Until nothing more is to be done in this second. */
    private void rules() {
        if (!online && !stores) {
            return;
        }
        var pmin = attributes.pmin();
        var pmax = attributes.pmax();
        if (pending && now - tellTime >= pmin || now - tellTime >= pmax) {
            look();
            tell();
            rules();
        } else if (!pending
                && (dirty && now - lookTime >= attributes.epmin() || now - lookTime >= attributes.epmax())) {
            look();
            rules();
        }
    }

    private void look() {
        var values = observed();
        pending = pending || story.paths().stream().anyMatch(path -> counts(path, values));
        seen = values;
        dirty = false;
        lookTime = now;
    }

    private void tell() {
        pending = false;
        last = seen;
        tellTime = now;
        if (online) {
            say(text(last, ""));
        } else {
            keep(new Kept(now, last));
        }
    }

    private void keep(Kept sample) {
        kept.add(sample);
        if (kept.size() > STORED) {
            kept.remove(0);
        }
        var limited = story.paths().stream()
                .filter(path -> attributes.of(path).containsKey("hqmax"))
                .toList();
        if (limited.isEmpty()) {
            return;
        }
        for (var i = 0; i < kept.size(); i++) {
            var from = i;
            var values = new TreeMap<String, Object>();
            for (var path : limited) {
                var newer = kept.subList(from, kept.size()).stream()
                        .filter(each -> !under(path, each.values()).isEmpty())
                        .count();
                if (newer <= attributes.of(path).get("hqmax")) {
                    values.putAll(under(path, kept.get(from).values()));
                }
            }
            kept.set(i, new Kept(kept.get(i).at(), values));
        }
        kept.removeIf(each -> each.values().isEmpty());
    }

    private void back() {
        online = true;
        if (timed && !kept.isEmpty()) {
            var newestFirst = new ArrayList<String>();
            kept.forEach(each -> newestFirst.add(0, text(each.values(), "@" + each.at())));
            say(String.join("+", newestFirst));
        } else {
            kept.forEach(each -> say(text(each.values(), "")));
        }
        kept.clear();
    }

    private void say(String text) {
        var confirmed = story.paths().stream()
                .anyMatch(path -> attributes.of(path).getOrDefault("con", confirms ? 1.0 : 0.0) == 1);
        told.add(now + ":" + (confirmed ? "!" : "") + text);
    }

    private String text(Map<String, Object> values, String time) {
        return values.entrySet().stream()
                .filter(each -> story.shows(each.getKey()))
                .map(each -> text(each.getValue()) + time)
                .collect(Collectors.joining("+"));
    }

    private static String text(Object value) {
        return value instanceof Boolean flag
                ? flag ? "t" : "f"
                : value.toString().replaceAll("\\.0$", "");
    }

    private boolean counts(String path, Map<String, Object> values) {
        var own = attributes.of(path);
        var was = under(path, last);
        var is = under(path, values);
        var before = under(path, seen);
        var edge = own.get("edge");
        for (var key : is.keySet()) {
            if (edge != null
                    && is.get(key).equals(edge == 1)
                    && Boolean.valueOf(edge != 1).equals(before.get(key))) {
                return true;
            }
        }
        var conditional = edge != null || hasThreshold(own);
        if (!conditional || !was.keySet().equals(is.keySet())) {
            return !was.equals(is);
        }
        return is.keySet().stream().anyMatch(key -> counts(own, was.get(key), is.get(key)));
    }

    private static boolean hasThreshold(Map<String, Double> attributes) {
        return attributes.containsKey("gt") || attributes.containsKey("lt") || attributes.containsKey("st");
    }

    private static boolean counts(Map<String, Double> attributes, Object was, Object is) {
        if (is instanceof Boolean && attributes.containsKey("edge")) {
            return false;
        }
        if (!(was instanceof Number a && is instanceof Number b)
                || !Double.isFinite(a.doubleValue())
                || !Double.isFinite(b.doubleValue())) {
            return !was.equals(is);
        }
        var from = a.doubleValue();
        var to = b.doubleValue();
        var gt = attributes.get("gt");
        var lt = attributes.get("lt");
        var st = attributes.get("st");
        return gt != null && (from <= gt && to > gt || from > gt && to <= gt)
                || lt != null && (from < lt && to >= lt || from >= lt && to < lt)
                || st != null && from != to && Math.abs(from - to) >= st - 1e-9;
    }

    private void prepare(String word) {
        switch (word.split("=")[0]) {
            case "min" -> attributes.defaultMin = Double.parseDouble(word.substring(4));
            case "max" -> attributes.defaultMax = Double.parseDouble(word.substring(4));
            case "stores" -> stores = true;
            case "confirms" -> confirms = true;
            case "timed" -> timed = true;
            default -> {
                if (word.startsWith("?")) {
                    attributes.query(word.substring(1));
                } else {
                    attributes.attach(word);
                }
            }
        }
    }

    private void happens(String what) {
        if (what.equals("off")) {
            online = false;
        } else if (what.equals("on")) {
            back();
        } else if (what.startsWith("+")) {
            attributes.attach(what.substring(1));
        } else if (what.matches("-[a-z]+")) {
            attributes.unset(what.substring(1));
        } else if (what.startsWith("~")) {
            value(what.substring(1));
        } else if (!what.equals("end")) {
            var before = observedPaths(what);
            value(what.replace("@", ""));
            dirty |= before;
        }
    }

    /** Whether the resource of this value is at, under or above what is observed. */
    private boolean observedPaths(String what) {
        var resource = resource(what.replace("@", ""));
        return story.paths().stream().anyMatch(path -> within(path, resource) || within(resource, path));
    }

    private static String resource(String text) {
        return switch (text.charAt(0)) {
            case 't', 'f' -> "/3303/0/5850";
            case '"' -> "/3303/0/5701";
            case 'L' -> "/3303/0/5750";
            case 'h' -> "/3303/0/5800";
            default -> "/3303/0/5700";
        };
    }

    private void value(String text) {
        var resource = resource(text);
        world.keySet().removeIf(key -> within(resource, key));
        switch (text.charAt(0)) {
            case 't', 'f' -> world.put(resource, text.equals("t"));
            case '"' -> world.put(resource, text.replace("\"", ""));
            case 'h' -> Engine.history(text.substring(1)).forEach((id, value) -> world.put(resource + "/" + id, value));
            case 'L' -> {
                if (!text.equals("L-1")) {
                    world.put(resource, Long.parseLong(text.substring(1)));
                }
            }
            default -> world.put(resource, Double.parseDouble(text));
        }
    }

    private Map<String, Object> observed() {
        var all = new TreeMap<String, Object>();
        story.paths().forEach(path -> all.putAll(under(path, world)));
        return all;
    }

    private static Map<String, Object> under(String path, Map<String, Object> values) {
        return values.entrySet().stream()
                .filter(each -> within(path, each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private static boolean within(String path, String key) {
        return key.equals(path) || key.startsWith(path + "/");
    }
}
