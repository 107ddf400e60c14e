package org.lwm2m.client.management;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes that count for what the naive model observes, as plainly as can be. */
final class NaiveAttributes {

    private static final Set<String> OF_OBJECTS = Set.of("pmin", "pmax", "epmin", "epmax", "con", "hqmax");

    private final List<String> paths;
    private final Map<String, Map<String, Double>> attached = new HashMap<>();
    private final Map<String, Double> query = new HashMap<>();
    double defaultMin;
    double defaultMax;

    NaiveAttributes(List<String> paths) {
        this.paths = paths;
    }

    /** Of the request. */
    void query(String text) {
        query.putAll(parse(text));
    }

    boolean refused() {
        return contradicts(query);
    }

    void unset(String name) {
        attached.getOrDefault(paths.get(0), new HashMap<>()).remove(name);
    }

    double pmin() {
        return most("pmin", defaultMin);
    }

    double pmax() {
        var pmin = pmin();
        var most = Double.POSITIVE_INFINITY;
        for (var path : paths) {
            var attributes = of(path);
            var pmax = attributes.getOrDefault("pmax", defaultMax);
            if (pmax > 0 && pmax >= attributes.getOrDefault("pmin", defaultMin)) {
                most = Math.min(most, pmax);
            }
        }
        return most >= pmin ? most : Double.POSITIVE_INFINITY;
    }

    double epmin() {
        return evaluationsClash() ? 0 : most("epmin", 0);
    }

    double epmax() {
        return evaluationsClash() ? Double.POSITIVE_INFINITY : leastEpmax();
    }

    private boolean evaluationsClash() {
        return most("epmin", 0) >= leastEpmax();
    }

    private double leastEpmax() {
        return paths.stream()
                .mapToDouble(path -> of(path).getOrDefault("epmax", 0.0))
                .filter(each -> each > 0)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private double most(String name, double otherwise) {
        return paths.stream()
                .mapToDouble(path -> of(path).getOrDefault(name, otherwise))
                .max()
                .orElseThrow();
    }

    /** Of the request, or of the nearest level that has them. */
    Map<String, Double> of(String path) {
        var all = new HashMap<String, Double>();
        var level = path;
        while (!level.isEmpty()) {
            attached.getOrDefault(level, Map.of()).forEach(all::putIfAbsent);
            level = level.substring(0, level.lastIndexOf('/'));
        }
        if (!query.isEmpty() && paths.size() == 1) {
            return query;
        } else if (!query.isEmpty()) {
            all.keySet().removeAll(OF_OBJECTS);
            all.putAll(query);
        }
        if (thresholdsContradict(all)) {
            all.keySet().removeAll(Set.of("gt", "lt", "st"));
        }
        if (periodsContradict(all)) {
            all.keySet().removeAll(Set.of("epmin", "epmax"));
        }
        return all;
    }

    private static boolean contradicts(Map<String, Double> attributes) {
        return thresholdsContradict(attributes) || periodsContradict(attributes);
    }

    private static boolean thresholdsContradict(Map<String, Double> attributes) {
        return attributes.containsKey("gt")
                && attributes.containsKey("lt")
                && attributes.get("lt") + 2 * attributes.getOrDefault("st", 0.0) >= attributes.get("gt");
    }

    private static boolean periodsContradict(Map<String, Double> attributes) {
        return attributes.containsKey("epmin")
                && attributes.containsKey("epmax")
                && attributes.get("epmin") >= attributes.get("epmax");
    }

    void attach(String word) {
        var colon = word.indexOf(':');
        var path = colon < 0 ? paths.get(0) : word.substring(0, colon);
        var together = new HashMap<>(attached.getOrDefault(path, Map.of()));
        together.putAll(parse(word.substring(colon + 1)));
        if (!contradicts(together)) {
            attached.put(path, together);
        }
    }

    private static Map<String, Double> parse(String text) {
        var all = new HashMap<String, Double>();
        for (var each : text.split("&")) {
            all.put(each.split("=")[0], Double.parseDouble(each.split("=")[1]));
        }
        return all;
    }
}
