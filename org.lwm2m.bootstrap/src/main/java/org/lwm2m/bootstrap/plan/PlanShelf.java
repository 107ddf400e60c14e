package org.lwm2m.bootstrap.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plans of a folder, one file a plan. A file that is new or changed is read once it is the same at two looks; one with
 * anything wrong in it is named, and what was read of it before counts.
 */
final class PlanShelf {

    private static final Logger LOG = LoggerFactory.getLogger(PlanShelf.class);
    private static final String ENDING = ".cfg";
    private static final int MOST_FILES = 10_000;
    private static final long LARGEST = 1 << 20;

    private final String pid;
    private final Path folder;
    private final Values values;
    private final Map<String, Stamp> seen = new HashMap<>(); // guarded by this
    private final Map<String, Stamp> read = new HashMap<>(); // guarded by this
    private final Map<String, List<String>> problems = new TreeMap<>(); // guarded by this
    private volatile Map<String, Plan> plans = Map.of(); // replaced under this
    private boolean looked; // guarded by this
    private String unread = ""; // guarded by this; why the folder could not be

    private record Stamp(FileTime modified, long size) {}

    PlanShelf(String pid, Path folder, Values values) {
        this.pid = pid;
        this.folder = folder;
        this.values = values;
    }

    /** All that count, by name. */
    Map<String, Plan> plans() {
        return plans;
    }

    synchronized List<String> problems() {
        var all = new ArrayList<String>();
        problems.forEach((name, some) -> some.forEach(each -> all.add(name + ": " + each)));
        return all;
    }

    /** The plan that says most about a client. */
    Optional<Plan> find(String endpoint) {
        Plan best = null;
        Clients closest = null;
        for (var plan : plans.values()) {
            for (var each : plan.clients()) {
                if (each.match(endpoint) && (closest == null || Clients.CLOSEST.compare(each, closest) < 0)) {
                    best = plan;
                    closest = each;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** What would be wrong with a file if it were one of these. */
    List<String> check(Path file) {
        var name = String.valueOf(file.getFileName());
        try {
            var reading = reading(file, name);
            return problems(reading, name, owners(plans)).stream()
                    .map(each -> name + ": " + each)
                    .toList();
        } catch (IOException e) {
            return List.of(name + ": can't be read: " + words(e));
        }
    }

    /** Takes up what has changed. */
    synchronized void look() {
        Map<String, Stamp> now;
        try {
            now = files();
            unread = "";
        } catch (IOException e) {
            if (!unread.equals(words(e))) {
                unread = words(e);
                LOG.error("{}: folder: can't read {}: {}; what was read before counts", pid, folder, unread);
            }
            return;
        }
        var next = new TreeMap<>(plans);
        var changed = next.keySet().retainAll(now.keySet());
        problems.keySet().retainAll(now.keySet());
        var owners = owners(next);
        for (var file : now.entrySet()) {
            changed |= take(file.getKey(), file.getValue(), next, owners);
        }
        seen.clear();
        seen.putAll(now);
        read.keySet().retainAll(now.keySet());
        looked = true;
        if (changed) {
            plans = Map.copyOf(next);
            LOG.info("{}: {} plans", pid, next.size());
            // What was in the way of a file may have gone.
            problems.keySet().forEach(read::remove);
        }
    }

    private boolean take(String name, Stamp stamp, Map<String, Plan> next, Map<Clients, String> owners) {
        var settled = !looked || stamp.equals(seen.get(name));
        if (!settled || stamp.equals(read.get(name))) {
            return false;
        }
        read.put(name, stamp);
        List<String> wrong;
        try {
            var reading = reading(folder.resolve(name), name);
            wrong = problems(reading, name, owners);
            if (wrong.isEmpty()) {
                problems.remove(name);
                if (next.put(name, reading.plan()) != null) {
                    owners.values().removeIf(name::equals);
                }
                reading.plan().clients().forEach(each -> owners.put(each, name));
                return true;
            }
        } catch (IOException e) {
            wrong = List.of("can't be read: " + words(e));
        }
        if (!wrong.equals(problems.put(name, wrong))) {
            var before = next.containsKey(name) ? "what it said before counts" : "it does not count";
            wrong.forEach(each -> LOG.error("{}: {}: {}; {}", pid, folder.resolve(name), each, before));
        }
        return false;
    }

    private PlanReader.Reading reading(Path file, String name) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("larger than " + LARGEST + " bytes");
        }
        return PlanReader.read(Files.readAllBytes(file), name, folder);
    }

    private List<String> problems(PlanReader.Reading reading, String name, Map<Clients, String> owners) {
        var wrong = new ArrayList<>(reading.problems());
        for (var each : reading.plan().clients()) {
            var owner = owners.getOrDefault(each, name);
            if (!owner.equals(name)) {
                wrong.add("clients " + each.pattern() + " have a plan in " + owner);
            }
        }
        for (var each : reading.plan().writes()) {
            try {
                if (!each.text().contains(Lines.ENDPOINT)) {
                    values.read(each, each.text());
                }
            } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
            }
        }
        return wrong;
    }

    /** Which file each name or pattern is in. */
    private static Map<Clients, String> owners(Map<String, Plan> plans) {
        var owners = new HashMap<Clients, String>();
        plans.forEach((name, plan) -> plan.clients().forEach(each -> owners.put(each, name)));
        return owners;
    }

    private Map<String, Stamp> files() throws IOException {
        var files = new TreeMap<String, Stamp>();
        try (Stream<Path> all = Files.list(folder)) {
            for (var file :
                    all.filter(PlanShelf::isPlan).sorted().limit(MOST_FILES).toList()) {
                files.put(file.getFileName().toString(), new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
            }
        } catch (NoSuchFileException e) {
            return files;
        }
        return files;
    }

    private static boolean isPlan(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(ENDING) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static String words(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no such file"
                : e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
