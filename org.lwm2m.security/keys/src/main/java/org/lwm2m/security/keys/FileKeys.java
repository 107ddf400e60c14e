package org.lwm2m.security.keys;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that a file has, for many clients. People and programs may change the file, {@link #look} takes that up; a
 * line that is damaged is named and passed over, and stays in the file.
 */
final class FileKeys implements CredentialStore, KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);
    private static final int MOST_NAMED = 10;

    private final String pid;
    private final KeyFile file;
    private final Runnable changed;
    private volatile Table table = Table.EMPTY; // replaced under this
    private Optional<KeyFile.Stamp> read = Optional.empty(); // guarded by this
    private Optional<KeyFile.Stamp> seen = Optional.empty(); // guarded by this
    private boolean looked; // guarded by this
    private boolean warned; // guarded by this; that others may read it
    private boolean failing; // guarded by this

    /** @param changed told after each change, without any lock */
    FileKeys(String pid, KeyFile file, Runnable changed) {
        this.pid = pid;
        this.file = file;
        this.changed = changed;
    }

    /** Reads the file if it is another than when it was last read, and the same as at the last look. */
    void look() {
        if (readIfChanged()) {
            changed.run();
        }
    }

    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        return CompletableFuture.completedFuture(table.find(claimed));
    }

    @Override
    public List<Key> keys() {
        return table.keys();
    }

    @Override
    public void put(Map<Identity, Caller> callers) {
        var more = new ArrayList<String>();
        callers.forEach((identity, caller) -> more.add(checked(Line.format(identity, caller))));
        edit(lines -> {
            var next = new ArrayList<String>();
            lines.stream()
                    .filter(each -> known(each)
                            .filter(known -> callers.containsKey(known.identity()))
                            .isEmpty())
                    .forEach(next::add);
            next.addAll(more);
            return next;
        });
    }

    @Override
    public int remove(String endpoint) {
        var count = new int[1];
        edit(lines -> {
            var next = new ArrayList<String>();
            for (var line : lines) {
                var mine = known(line).filter(each -> each.caller().endpoints().contains(endpoint));
                if (mine.isEmpty()) {
                    next.add(line);
                } else {
                    count[0]++;
                    without(mine.get(), endpoint).ifPresent(next::add);
                }
            }
            return next;
        });
        return count[0];
    }

    @Override
    public boolean forget(Identity identity) {
        var found = new boolean[1];
        edit(lines -> lines.stream()
                .filter(line -> {
                    var its = known(line)
                            .filter(each -> each.identity().equals(identity))
                            .isPresent();
                    found[0] |= its;
                    return !its;
                })
                .toList());
        return found[0];
    }

    private interface Edit {

        List<String> of(List<String> lines);
    }

    private void edit(Edit edit) {
        synchronized (this) {
            try {
                var before = file.lines();
                var after = edit.of(before);
                if (after.equals(before)) {
                    return;
                }
                file.replace(after);
                take(after);
            } catch (IOException e) {
                throw new LwM2mException(Status.UNAVAILABLE, "can't change " + file + ": " + words(e), e);
            }
        }
        changed.run();
    }

    private synchronized boolean readIfChanged() {
        try {
            var now = file.stamp();
            // Half a file that somebody is writing would end the sessions of all in the other half.
            var settled = now.equals(seen) || !looked;
            seen = now;
            if (!settled || looked && now.equals(read)) {
                return false;
            }
            var before = table.callers();
            take(file.lines());
            return !table.callers().equals(before);
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                LOG.error("{}: file: can't read {}: {}; what was read before counts", pid, file, words(e));
            }
            return false;
        }
    }

    private void take(List<String> lines) throws IOException {
        read = file.stamp();
        seen = read;
        looked = true;
        failing = false;
        table = new Table(parsed(lines));
        var open = file.isOpenToOthers();
        if (open && !warned) {
            LOG.warn(
                    "{}: file: others may read {}, which holds keys; make it its owner's alone (chmod 600)", pid, file);
        }
        warned = open;
    }

    private List<Known> parsed(List<String> lines) {
        var first = new HashMap<Identity, Integer>();
        var found = new ArrayList<Known>();
        var damaged = 0;
        for (var i = 0; i < lines.size(); i++) {
            if (Line.isSilent(lines.get(i))) {
                continue;
            }
            try {
                var known = Line.parse(lines.get(i));
                var before = first.putIfAbsent(known.identity(), i + 1);
                if (before != null) {
                    throw new IllegalArgumentException("the same identity is in line " + before);
                }
                found.add(known);
            } catch (IllegalArgumentException e) {
                if (damaged++ < MOST_NAMED) {
                    LOG.error("{}: file: {}, line {}: {}; this line is passed over", pid, file, i + 1, e.getMessage());
                }
            }
        }
        if (damaged > MOST_NAMED) {
            LOG.error("{}: file: {}: {} more lines are damaged", pid, file, damaged - MOST_NAMED);
        }
        return found;
    }

    /** A line that would not be read back is not written. */
    private static String checked(String line) {
        try {
            Line.parse(line);
            return line;
        } catch (IllegalArgumentException e) {
            throw new LwM2mException(Status.BAD_REQUEST, e.getMessage());
        }
    }

    private static Optional<Known> known(String line) {
        try {
            return Line.isSilent(line) ? Optional.empty() : Optional.of(Line.parse(line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> without(Known known, String endpoint) {
        var others = known.caller().endpoints().stream()
                .filter(each -> !each.equals(endpoint))
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Line.format(known.identity(), new Caller(known.caller().credentials(), others)));
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
