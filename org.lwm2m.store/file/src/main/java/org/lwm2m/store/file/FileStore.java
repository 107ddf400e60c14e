package org.lwm2m.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the file and offers its two services for as long as it works: one that fails withdraws them, and whoever wrote
 * there brings all that it has once the file is open again.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = FileStore.PID)
@Designate(ocd = StoreConfiguration.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.lwm2m.api.store.RegistrationStore,org.lwm2m.api.store.StateStore\"",
        uses = {RegistrationStore.class, StateStore.class},
        effective = "active")
public final class FileStore implements AutoCloseable {

    static final String PID = "org.lwm2m.store.file";

    /** Above those that keep nothing. */
    static final int RANKING = 100;

    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);
    private static final Duration SOONEST = Duration.ofSeconds(10);
    private static final Duration LATEST = Duration.ofMinutes(5);

    private final BundleContext context;
    private final Duration soonest;
    final FileThread thread = new FileThread(PID);
    private final List<ServiceRegistration<?>> offered = new ArrayList<>(); // on the file's thread, as all below
    private Settings settings;
    private Optional<Ledger> ledger = Optional.empty();
    private Duration again;
    private boolean failing;
    private boolean ended;

    @Activate
    public FileStore(BundleContext context, Map<String, Object> configuration) {
        this(context, configuration, SOONEST);
    }

    /** @param soonest how long after a failure the file is opened anew */
    FileStore(BundleContext context, Map<String, Object> configuration, Duration soonest) {
        this.context = context;
        this.soonest = soonest;
        again = soonest;
        settings = settings(configuration);
        thread.ask(this::open);
    }

    @Modified
    void modified(Map<String, Object> configuration) {
        var changed = settings(configuration);
        thread.ask(() -> {
            if (!changed.equals(settings)) {
                shut();
                settings = changed;
                open();
            }
            return null;
        });
    }

    /** What was not written yet is, then the file is closed. */
    @Deactivate
    @Override
    public void close() {
        thread.ask(() -> {
            ended = true;
            return shut();
        });
        thread.close();
    }

    private Settings settings(Map<String, Object> configuration) {
        var area = context.getDataFile("lwm2m.store");
        var otherwise = area == null
                ? Path.of("lwm2m.store").toAbsolutePath()
                : area.toPath().toAbsolutePath();
        return Settings.of(configuration, otherwise, LOG::warn);
    }

    private boolean open() {
        if (ended || ledger.isPresent()) {
            return false;
        }
        try {
            var disk = new Opening(
                            new Place(settings.file(), InstantSource.system()),
                            Migration.KNOWN,
                            line -> LOG.warn("{}: {}", PID, line))
                    .open();
            var opened = new Ledger(thread, disk, settings.delay(), this::failed);
            ledger = Optional.of(opened);
            if (failing) {
                LOG.info("{}: {} is open", PID, settings.file());
            }
            failing = false;
            offer(RegistrationStore.class, new FileRegistrations(opened));
            offer(StateStore.class, new FileStates(opened, settings));
            return true;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.error("{}: {}: nothing is kept until that works again: {}", PID, settings.file(), e.toString());
            }
            failing = true;
            thread.after(soonest, this::open);
            return false;
        }
    }

    private boolean shut() {
        withdraw();
        try {
            ledger.ifPresent(Ledger::close);
        } catch (RuntimeException e) {
            LOG.error("{}: {}: what changed last is not written: {}", PID, settings.file(), e.toString());
        }
        ledger = Optional.empty();
        return true;
    }

    /**
     * Heard in the middle of a task of whoever found it: what follows comes after that. A full disk lets it be opened
     * and fails again, so each time it waits longer.
     */
    private void failed(RuntimeException why) {
        again = ledger.map(Ledger::worked).orElse(true) ? soonest : longer(again);
        LOG.error(
                "{}: {} fails, what changed last is not kept. It is opened anew in {} s: {}",
                PID,
                settings.file(),
                again.toSeconds(),
                why.toString());
        thread.next(() -> {
            withdraw();
            ledger = Optional.empty();
            thread.after(again, this::open);
        });
    }

    private static Duration longer(Duration before) {
        return before.multipliedBy(2).compareTo(LATEST) < 0 ? before.multipliedBy(2) : LATEST;
    }

    private <T> void offer(Class<T> type, T service) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, RANKING));
        offered.add(context.registerService(type, service, properties));
    }

    private void withdraw() {
        offered.forEach(each -> {
            try {
                each.unregister();
            } catch (IllegalStateException gone) {
                // The framework was faster: the bundle ends.
            }
        });
        offered.clear();
    }
}
