package org.lwm2m.model.registry;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;
import org.slf4j.Logger;

/**
 * Reads the XML files of a folder, and each again when it changes; the folder itself may come and go as well.
 * <p>
 * It looks once a second, which costs no more than listing the folder and works on any file system.
 */
final class ModelFolder implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** A file that was written to this lately may be half a file: next time. */
    private static final Duration SETTLED = Duration.ofMillis(100);

    private final Path folder;
    private final Catalogue catalogue;
    private final InstantSource time;
    private final Logger log;
    private final DdfReader reader = new DdfReader();
    private final ScheduledFuture<?> task;

    private final Map<Path, FolderListing.Stamp> seen = new HashMap<>(); // guarded by this
    private Set<String> problems = Set.of(); // guarded by this
    private boolean closed; // guarded by this

    /** Reads all that is there, then goes on in the background until closed. */
    ModelFolder(Path folder, Catalogue catalogue, ScheduledExecutorService background, InstantSource time, Logger log) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.time = time;
        this.log = log;
        scan();
        task = background.scheduleWithFixedDelay(this::scan, PERIOD.toMillis(), PERIOD.toMillis(), MILLISECONDS);
    }

    /** Looks now. */
    synchronized void scan() {
        if (closed) {
            return;
        }
        try {
            var listing = FolderListing.of(folder);
            listing.problems().stream().filter(each -> !problems.contains(each)).forEach(log::warn);
            problems = listing.problems();
            update(listing.files());
        } catch (IOException | RuntimeException e) {
            log.warn("Can't look into {}, will try again: {}", folder, e.toString());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        task.cancel(false);
        catalogue.remove(seen.keySet().stream().map(ModelFolder::source).toList());
    }

    private void update(Map<Path, FolderListing.Stamp> files) {
        var come = new HashMap<Source, List<ObjectDefinition>>();
        var gone = new ArrayList<Source>();
        seen.keySet().removeIf(file -> !files.containsKey(file) && gone.add(source(file)));
        if (!gone.isEmpty()) {
            log.info("{} files of {} are gone", gone.size(), folder);
        }
        files.forEach((file, stamp) -> {
            if (!stamp.equals(seen.get(file)) && settled(stamp)) {
                seen.put(file, stamp);
                read(file).ifPresentOrElse(found -> come.put(source(file), found), () -> gone.add(source(file)));
            }
        });
        if (!come.isEmpty()) {
            var count = come.values().stream().mapToInt(List::size).sum();
            log.info("Read {} definitions from {} files of {}", count, come.size(), folder);
        }
        if (!come.isEmpty() || !gone.isEmpty()) {
            catalogue.change(come, gone);
        }
    }

    /** A time to come counts as long ago: gateways start with wrong clocks. */
    private boolean settled(FolderListing.Stamp stamp) {
        var age = Duration.between(stamp.modified().toInstant(), time.instant());
        return age.isNegative() || age.compareTo(SETTLED) >= 0;
    }

    /** Empty if it can't be read; then that has been said. */
    private Optional<List<ObjectDefinition>> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var found = reader.read(in);
            if (found.isEmpty()) {
                log.info("{} defines no object", file);
            }
            return Optional.of(found);
        } catch (NoSuchFileException e) {
            // Gone since it was listed: the next listing notices.
            return Optional.empty();
        } catch (IOException e) {
            log.warn("Ignoring {} until it changes: {}", file, e.toString());
        } catch (BrokenDefinition e) {
            log.warn("Ignoring {} until it changes: {}", file, e.getMessage());
        }
        return Optional.empty();
    }

    private static Source source(Path file) {
        return new Source(Source.Kind.FOLDER, 0, file.toString());
    }
}
