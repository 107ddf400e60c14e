package org.lwm2m.object.connectivity;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.Instance;
import org.lwm2m.model.connectivitystatistics.ConnectivityStatistics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Object /7 of the machine that this runs on: what goes over the network, by the kernel's counters.
 */
@Component(configurationPid = Settings.PID)
@Instance
public final class LinuxStatistics implements ConnectivityStatistics {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxStatistics.class);

    private static final List<Integer> COUNTERS = List.of(2, 3, 5);
    private static final int PERIOD = 8;

    private final Host host;
    private final ScheduledExecutorService background;
    private final Watch watch = new Watch(Map.of(2, this::txData, 3, this::rxData, 5, this::averageMessageSize));

    private Settings settings; // guarded by this
    private Optional<ScheduledFuture<?>> ticks; // guarded by this

    private Count count = new Count(Map.of()); // guarded by this
    private boolean running; // guarded by this
    private Optional<ScheduledFuture<?>> end = Optional.empty(); // guarded by this
    private Optional<Duration> period = Optional.empty(); // guarded by this

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Changes changes;

    @Activate
    public LinuxStatistics(Config config) {
        this(config, Host.ofThisMachine(), Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "lwm2m-statistics");
            thread.setDaemon(true);
            return thread;
        }));
    }

    LinuxStatistics(Config config, Host host, ScheduledExecutorService background) {
        this.host = host;
        this.background = background;
        settings = Settings.of(config);
        ticks = schedule();
    }

    @Modified
    void modified(Config config) {
        synchronized (this) {
            total();
            settings = Settings.of(config);
            ticks.ifPresent(task -> task.cancel(false));
            ticks = schedule();
        }
        tell(List.of(PERIOD));
    }

    @Deactivate
    void close() {
        background.shutdownNow();
    }

    @Override
    public long txData() {
        return total().sent() / 1000;
    }

    @Override
    public long rxData() {
        return total().received() / 1000;
    }

    @Override
    public long averageMessageSize() {
        return total().average();
    }

    @Override
    public void start() {
        synchronized (this) {
            end.ifPresent(task -> task.cancel(false));
            var begun = new Count(Traffic.now(host));
            count = begun;
            running = true;
            end = Optional.of(period())
                    .filter(length -> !length.isZero())
                    .map(length -> background.schedule(() -> stop(begun), length.toMillis(), MILLISECONDS));
        }
        tell(COUNTERS);
    }

    @Override
    public void stop() {
        Count current;
        synchronized (this) {
            current = count;
        }
        stop(current);
    }

    @Override
    public long collectionPeriod() {
        synchronized (this) {
            return period().toSeconds();
        }
    }

    /** Counts for the next start. */
    @Override
    public void collectionPeriod(long seconds) {
        if (seconds < 0 || seconds > Integer.MAX_VALUE) {
            throw new LwM2mException(Status.BAD_REQUEST, "a period is 0 to " + Integer.MAX_VALUE + " s");
        }
        synchronized (this) {
            period = Optional.of(Duration.ofSeconds(seconds));
        }
    }

    /** Looks at the kernel's counters before they are gone with a link, and tells of what changed. */
    void tick() {
        try {
            total();
            if (changes != null) {
                tell(watch.changed());
            }
        } catch (RuntimeException e) {
            LOG.warn("Can't tell what changed about /7; it can still be read: {}", e.toString());
        }
    }

    /** Another start may have come between. */
    private void stop(Count begun) {
        synchronized (this) {
            if (!running || count != begun) {
                return;
            }
            total();
            running = false;
            end.ifPresent(task -> task.cancel(false));
            end = Optional.empty();
        }
        tell(COUNTERS);
    }

    private synchronized Traffic total() {
        if (running) {
            count.look(Traffic.now(host), Traffic.counted(host, settings));
        }
        return count.total();
    }

    /** As a server has written it, else as configured. */
    private Duration period() {
        return period.orElse(settings.period());
    }

    private Optional<ScheduledFuture<?>> schedule() {
        var refresh = settings.refresh().toMillis();
        return refresh == 0
                ? Optional.empty()
                : Optional.of(background.scheduleWithFixedDelay(this::tick, refresh, refresh, MILLISECONDS));
    }

    private void tell(List<Integer> resources) {
        var listener = changes;
        if (listener != null) {
            resources.forEach(resource -> listener.of(this, resource));
        }
    }
}
