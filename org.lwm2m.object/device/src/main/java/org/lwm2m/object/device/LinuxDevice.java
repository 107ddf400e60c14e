package org.lwm2m.object.device;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.Instance;
import org.lwm2m.api.object.Persistent;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.device.DeviceControl;
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
 * Object /3 of the machine that this runs on, as Linux sees it; configuration may say otherwise, and servers of the UTC
 * offset and the time zone, which outlive a restart.
 */
@Component(configurationPid = LinuxDevice.PID)
@Designate(ocd = Config.class)
@Instance
@Persistent({14, 15})
public final class LinuxDevice implements Device {

    static final String PID = "org.lwm2m.object.device";

    private static final Logger LOG = LoggerFactory.getLogger(LinuxDevice.class);

    /** In seconds, how long a transport may be away before it counts as gone. */
    private static final int GAP = 3;

    private static final int LOW_BATTERY = 1;
    private static final int EXTERNAL_POWER_OFF = 2;

    private final Host host;
    private final Machine machine;
    private final DeviceClock clock;
    private final ErrorCodes errors = new ErrorCodes();
    private final ScheduledExecutorService background;
    private final Watch watch = new Watch(Map.of(
            6, this::availablePowerSources,
            7, this::powerSourceVoltage,
            8, this::powerSourceCurrent,
            9, this::batteryLevel,
            10, this::memoryFree,
            11, this::errorCode,
            13, this::currentTime,
            20, this::batteryStatus));

    private final Bindings bindings = new Bindings();

    /** As they were when they had been the same for a moment: a bundle that is updated is no news. */
    private volatile String letters = bindings.letters();

    private volatile Settings settings;
    private Optional<ScheduledFuture<?>> ticks; // guarded by this

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Changes changes;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile DeviceControl control;

    @Activate
    public LinuxDevice(Config config) {
        this(config, Host.ofThisMachine(), Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "lwm2m-device");
            thread.setDaemon(true);
            return thread;
        }));
    }

    LinuxDevice(Config config, Host host, ScheduledExecutorService background) {
        this.host = host;
        this.background = background;
        machine = Machine.of(host);
        clock = new DeviceClock(host);
        settings = Settings.of(config, LOG);
        ticks = schedule(settings);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport, Map<String, Object> properties) {
        bindings.add(transport, properties);
        look();
    }

    void removeTransport(Transport transport) {
        bindings.remove(transport);
        try {
            background.schedule(this::look, GAP, SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: nobody asks for bindings any more");
        }
    }

    private synchronized void look() {
        var before = letters;
        letters = bindings.letters();
        if (!before.equals(letters)) {
            tell(List.of(16));
        }
    }

    @Modified
    void modified(Config config) {
        var before = settings;
        var now = Settings.of(config, LOG);
        settings = now;
        synchronized (this) {
            ticks.ifPresent(task -> task.cancel(false));
            ticks = schedule(now);
        }
        tell(now.changedFrom(before));
    }

    @Deactivate
    void close() {
        background.shutdownNow();
    }

    @Override
    public String manufacturer() {
        return text(0, machine.manufacturer());
    }

    @Override
    public String modelNumber() {
        return text(1, machine.model());
    }

    @Override
    public String serialNumber() {
        return text(2, machine.serial());
    }

    @Override
    public String firmwareVersion() {
        return text(3, machine.firmware());
    }

    @Override
    public void reboot() {
        control("reboot").reboot();
    }

    @Override
    public void factoryReset() {
        control("factory reset").factoryReset();
    }

    @Override
    public Map<Integer, Integer> availablePowerSources() {
        return power(supply -> Optional.of(supply.source()));
    }

    @Override
    public Map<Integer, Long> powerSourceVoltage() {
        return power(PowerSupply::voltage);
    }

    @Override
    public Map<Integer, Long> powerSourceCurrent() {
        return power(PowerSupply::current);
    }

    @Override
    public int batteryLevel() {
        return battery().level().orElseThrow(Absent::new).intValue();
    }

    @Override
    public long memoryFree() {
        return memory().free();
    }

    @Override
    public Map<Integer, Integer> errorCode() {
        var supplies = PowerSupply.of(host);
        var present = new TreeSet<Integer>();
        if (supplies.stream().anyMatch(supply -> supply.battery() && supply.low())) {
            present.add(LOW_BATTERY);
        }
        var mains = supplies.stream()
                .filter(supply -> supply.source() == PowerSupply.MAINS)
                .toList();
        if (!mains.isEmpty() && mains.stream().noneMatch(PowerSupply::there)) {
            present.add(EXTERNAL_POWER_OFF);
        }
        return errors.update(present);
    }

    @Override
    public void resetErrorCode() {
        errors.reset();
        tell(List.of(11));
    }

    @Override
    public Instant currentTime() {
        return clock.now();
    }

    @Override
    public void currentTime(Instant time) {
        clock.set(time);
    }

    @Override
    public String utcOffset() {
        return clock.offset(settings);
    }

    @Override
    public void utcOffset(String offset) {
        clock.setOffset(offset);
    }

    @Override
    public String timezone() {
        return clock.zone(settings);
    }

    @Override
    public void timezone(String name) {
        clock.setZone(name);
        tell(List.of(14));
    }

    @Override
    public String supportedBindingAndModes() {
        return text(16, Optional.of(letters));
    }

    @Override
    public String deviceType() {
        return text(17, Optional.empty());
    }

    @Override
    public String hardwareVersion() {
        return text(18, machine.hardware());
    }

    @Override
    public String softwareVersion() {
        return text(19, machine.software());
    }

    @Override
    public int batteryStatus() {
        return battery().batteryStatus();
    }

    @Override
    public long memoryTotal() {
        return memory().total();
    }

    /** Tells of what changed since the last time. Nothing is looked at while nobody wants to know. */
    void tick() {
        try {
            if (changes != null) {
                tell(watch.changed());
            }
        } catch (RuntimeException e) {
            LOG.warn("Can't tell what changed about /3; it can still be read: {}", e.toString());
        }
    }

    private Optional<ScheduledFuture<?>> schedule(Settings settings) {
        var period = settings.refresh().toMillis();
        return period == 0
                ? Optional.empty()
                : Optional.of(background.scheduleWithFixedDelay(this::tick, period, period, MILLISECONDS));
    }

    private void tell(Collection<Integer> resources) {
        var listener = changes;
        if (listener != null) {
            resources.forEach(resource -> listener.of(this, resource));
        }
    }

    private String text(int resource, Optional<String> fromLinux) {
        return settings.text(resource).or(() -> fromLinux).orElseThrow(Absent::new);
    }

    private DeviceControl control(String what) {
        var owner = control;
        if (owner == null) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "nothing here does a " + what + " for servers");
        }
        LOG.info("A server asks for a {}", what);
        return owner;
    }

    /** By number of supply, so that the same number is the same supply in each resource. */
    private <T> Map<Integer, T> power(Function<PowerSupply, Optional<T>> of) {
        var supplies = PowerSupply.of(host);
        var values = new TreeMap<Integer, T>();
        for (var i = 0; i < supplies.size(); i++) {
            var number = i;
            if (supplies.get(i).there()) {
                of.apply(supplies.get(i)).ifPresent(value -> values.put(number, value));
            }
        }
        if (values.isEmpty()) {
            throw new Absent("Linux tells nothing of it");
        }
        return values;
    }

    private PowerSupply battery() {
        return PowerSupply.of(host).stream()
                .filter(PowerSupply::battery)
                .findFirst()
                .orElseThrow(() -> new Absent("there is no battery"));
    }

    private Memory memory() {
        return settings.ram() ? new Memory.WorkingMemory(host) : new Memory.Storage(host);
    }
}
