package org.lwm2m.object.connectivity;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.Instance;
import org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Object /4 of the machine that this runs on: by what it is connected, as Linux sees it.
 */
@Component(configurationPid = Settings.PID)
@Designate(ocd = Config.class)
@Instance
public final class LinuxConnectivity implements ConnectivityMonitoring {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxConnectivity.class);

    /** What a wire says of its signal: the definition wants a number. */
    private static final long NO_RADIO = 0;

    private final Host host;
    private final ScheduledExecutorService background;
    private final Watch watch = new Watch(Map.of(
            0, this::networkBearer,
            1, this::availableNetworkBearer,
            2, this::radioSignalStrength,
            3, this::linkQuality,
            4, this::ipAddresses,
            5, this::routerIpAddresses));

    private volatile Settings settings;
    private Optional<ScheduledFuture<?>> ticks; // guarded by this

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Changes changes;

    @Activate
    public LinuxConnectivity(Config config) {
        this(config, Host.ofThisMachine(), Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "lwm2m-connectivity");
            thread.setDaemon(true);
            return thread;
        }));
    }

    LinuxConnectivity(Config config, Host host, ScheduledExecutorService background) {
        this.host = host;
        this.background = background;
        settings = settings(config);
        ticks = schedule(settings);
    }

    @Modified
    void modified(Config config) {
        var now = settings(config);
        settings = now;
        synchronized (this) {
            ticks.ifPresent(task -> task.cancel(false));
            ticks = schedule(now);
        }
        tick();
    }

    @Deactivate
    void close() {
        background.shutdownNow();
    }

    @Override
    public int networkBearer() {
        return used().bearer().orElseThrow(() -> new Absent("what kind of network this is can't be told"));
    }

    @Override
    public Map<Integer, Integer> availableNetworkBearer() {
        return present(connection().bearers());
    }

    @Override
    public long radioSignalStrength() {
        return radio().flatMap(Radio::level).map(Integer::longValue).orElse(NO_RADIO);
    }

    @Override
    public long linkQuality() {
        return radio().orElseThrow(() -> new Absent("this network tells no quality"))
                .quality();
    }

    @Override
    public Map<Integer, String> ipAddresses() {
        return present(connection().addresses());
    }

    @Override
    public Map<Integer, String> routerIpAddresses() {
        return present(connection().routers());
    }

    /** Tells of what changed since the last time. Nothing is looked at while nobody wants to know. */
    void tick() {
        var listener = changes;
        if (listener == null) {
            return;
        }
        try {
            watch.changed().forEach(resource -> listener.of(this, resource));
        } catch (RuntimeException e) {
            LOG.warn("Can't tell what changed about /4; it can still be read: {}", e.toString());
        }
    }

    private Optional<ScheduledFuture<?>> schedule(Settings settings) {
        var period = settings.refresh().toMillis();
        return period == 0
                ? Optional.empty()
                : Optional.of(background.scheduleWithFixedDelay(this::tick, period, period, MILLISECONDS));
    }

    /** The statistics have the same configuration; here is said what is bad in it. */
    private static Settings settings(Config config) {
        var settings = Settings.of(config);
        settings.problems().forEach(problem -> LOG.warn("{}: {}", Settings.PID, problem));
        return settings;
    }

    private Connection connection() {
        return Connection.of(host, settings);
    }

    private Link used() {
        return connection().used().orElseThrow(() -> new Absent("no network is up"));
    }

    private Optional<Radio> radio() {
        return connection().used().flatMap(link -> Radio.of(host, link.name()));
    }

    private static <T> Map<Integer, T> present(Map<Integer, T> values) {
        if (values.isEmpty()) {
            throw new Absent("no network is up");
        }
        return values;
    }
}
