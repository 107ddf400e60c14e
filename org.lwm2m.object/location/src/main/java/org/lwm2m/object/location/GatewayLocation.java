package org.lwm2m.object.location;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.Instance;
import org.lwm2m.model.location.Fix;
import org.lwm2m.model.location.Location;
import org.lwm2m.model.location.Positioning;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Object /6: the best fix that anything on the gateway has. It is there as long as anything could have one.
 */
@Component(configurationPid = GatewayLocation.PID)
@Designate(ocd = GatewayLocation.Config.class)
@Instance
public final class GatewayLocation implements Location {

    static final String PID = "org.lwm2m.object.location";

    private static final Logger LOG = LoggerFactory.getLogger(GatewayLocation.class);
    private static final int DAY = 86_400;

    private final ScheduledExecutorService background;
    private final Set<Positioning> broken = ConcurrentHashMap.newKeySet();
    private Optional<ScheduledFuture<?>> ticks; // guarded by this
    private Map<Integer, Object> told = Map.of(); // guarded by this

    /** In the order of their ranking, the best last. */
    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Positioning> sources;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile Changes changes;

    /** How the location is looked at. */
    @ObjectClassDefinition(name = "LwM2M Location", description = "Object /6 of this gateway.")
    @interface Config {

        @AttributeDefinition(description = "How often to tell of another location; 0 for never")
        int refresh_seconds() default 1;
    }

    @Activate
    public GatewayLocation(Config config) {
        this(config, Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "lwm2m-location");
            thread.setDaemon(true);
            return thread;
        }));
    }

    GatewayLocation(Config config, ScheduledExecutorService background) {
        this.background = background;
        ticks = schedule(config);
    }

    @Modified
    synchronized void modified(Config config) {
        ticks.ifPresent(task -> task.cancel(false));
        ticks = schedule(config);
    }

    @Deactivate
    void close() {
        background.shutdownNow();
    }

    @Override
    public double latitude() {
        return fix().latitude();
    }

    @Override
    public double longitude() {
        return fix().longitude();
    }

    @Override
    public double altitude() {
        return fix().altitude().orElseThrow(Absent::new);
    }

    @Override
    public double radius() {
        return fix().radius().orElseThrow(Absent::new);
    }

    @Override
    public Bytes velocity() {
        return fix().velocity().orElseThrow(Absent::new);
    }

    @Override
    public Instant timestamp() {
        return fix().time();
    }

    @Override
    public double speed() {
        return fix().speed().orElseThrow(Absent::new);
    }

    /** Tells of what is otherwise than the last time. Nobody is asked while nobody wants to know. */
    void tick() {
        var listener = changes;
        if (listener != null) {
            changed(best().map(GatewayLocation::values).orElse(Map.of()))
                    .forEach(resource -> listener.of(this, resource));
        }
    }

    private synchronized Set<Integer> changed(Map<Integer, Object> now) {
        var changed = new TreeSet<>(now.keySet());
        changed.addAll(told.keySet());
        changed.removeIf(resource -> Objects.equals(told.get(resource), now.get(resource)));
        told = now;
        return changed;
    }

    private static Map<Integer, Object> values(Fix fix) {
        var values = new HashMap<Integer, Object>(Map.of(0, fix.latitude(), 1, fix.longitude(), 5, fix.time()));
        fix.altitude().ifPresent(altitude -> values.put(2, altitude));
        fix.radius().ifPresent(radius -> values.put(3, radius));
        fix.velocity().ifPresent(velocity -> values.put(4, velocity));
        fix.speed().ifPresent(speed -> values.put(6, speed));
        return values;
    }

    private Fix fix() {
        return best().orElseThrow(() -> new Absent("there is no fix"));
    }

    private Optional<Fix> best() {
        var ranked = sources;
        broken.retainAll(ranked);
        for (var i = ranked.size() - 1; i >= 0; i--) {
            var fix = ask(ranked.get(i));
            if (fix.isPresent()) {
                return fix;
            }
        }
        return Optional.empty();
    }

    /** A receiver that fails has no fix; that is said once until it works again. */
    private Optional<Fix> ask(Positioning source) {
        try {
            var fix = source.fix();
            broken.remove(source);
            return fix;
        } catch (RuntimeException e) {
            if (broken.add(source)) {
                LOG.warn("No fix from {} until it works again: {}", source, e.toString());
            }
            return Optional.empty();
        }
    }

    private Optional<ScheduledFuture<?>> schedule(Config config) {
        var period = refresh(config) * 1000L;
        return period == 0
                ? Optional.empty()
                : Optional.of(background.scheduleWithFixedDelay(this::tick, period, period, MILLISECONDS));
    }

    private static int refresh(Config config) {
        try {
            if (config.refresh_seconds() >= 0 && config.refresh_seconds() <= DAY) {
                return config.refresh_seconds();
            }
            LOG.warn("{}: refresh.seconds must be 0 to {}, taking 1", PID, DAY);
        } catch (RuntimeException e) {
            // Config Admin hands over what was written, and it is no number.
            LOG.warn("{}: refresh.seconds is no number, taking 1", PID);
        }
        return 1;
    }
}
