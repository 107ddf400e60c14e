package org.lwm2m.object.appdata;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.model.binaryappdatacontainer.AppDataListener;
import org.lwm2m.model.binaryappdatacontainer.BinaryAppDataContainer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the instances of object /19: those that are configured, and those that servers create, up to a bound.
 */
@Component(configurationPid = Containers.PID, service = InstanceFactory.class)
@Designate(ocd = Containers.Config.class)
public final class Containers implements InstanceFactory<BinaryAppDataContainer> {

    static final String PID = "org.lwm2m.object.appdata";

    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final int MOST_BYTES = 1 << 24;

    private final TreeSet<Integer> configured = new TreeSet<>();
    private final int instancesMax;
    private final int bytesMax;
    private int made; // guarded by this

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<AppDataListener> listeners = List.of();

    /** Which containers there are, and how large they may get. */
    @ObjectClassDefinition(name = "LwM2M application data", description = "The instances of object /19.")
    @interface Config {

        @AttributeDefinition(description = "The numbers of the instances to begin with, such as 0, 1", required = false)
        String instances() default "";

        @AttributeDefinition(description = "How many instances servers may create, 0 to 1000")
        int instances_max() default 16;

        @AttributeDefinition(description = "Octets of data that fit into one, 1 to 16777216")
        int bytes_max() default 65_536;
    }

    @Activate
    public Containers(Config config) {
        for (var text : config.instances().split(",")) {
            if (text.strip().matches("[0-9]{1,4}")) {
                configured.add(Integer.valueOf(text.strip()));
            } else if (!text.isBlank()) {
                LOG.warn("{}: instances: {} is not 0 to 9999, leaving it out", PID, text);
            }
        }
        instancesMax = number(config::instances_max, "instances.max", 0, 1000, 16);
        bytesMax = number(config::bytes_max, "bytes.max", 1, MOST_BYTES, 65_536);
    }

    @Override
    public Class<BinaryAppDataContainer> type() {
        return BinaryAppDataContainer.class;
    }

    @Override
    public Map<Integer, BinaryAppDataContainer> instances() {
        var instances = new TreeMap<Integer, BinaryAppDataContainer>();
        configured.forEach(number -> instances.put(number, container(number)));
        return instances;
    }

    @Override
    public BinaryAppDataContainer create(int instance) {
        synchronized (this) {
            if (made >= instancesMax) {
                throw new LwM2mException(
                        Status.METHOD_NOT_ALLOWED, "servers may create " + instancesMax + " containers, no more");
            }
            made++;
        }
        return container(instance);
    }

    @Override
    public void delete(int instance, BinaryAppDataContainer gone) {
        if (configured.contains(instance)) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "/19/" + instance + " is there to stay");
        }
        synchronized (this) {
            made--;
        }
        tell(listener -> listener.deleted(instance));
    }

    private Container container(int number) {
        return new Container(
                bytesMax, (container, resource) -> tell(listener -> listener.written(number, resource, container)));
    }

    /** A listener that fails keeps neither the server nor the others from theirs. */
    private void tell(Consumer<AppDataListener> news) {
        for (var listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("{} failed over data of /19, which stay: {}", listener, e.toString());
            }
        }
    }

    private static int number(IntSupplier value, String key, int least, int most, int otherwise) {
        try {
            if (value.getAsInt() >= least && value.getAsInt() <= most) {
                return value.getAsInt();
            }
            LOG.warn("{}: {} must be {} to {}, taking {}", PID, key, least, most, otherwise);
        } catch (RuntimeException e) {
            // Config Admin hands over what was written, and it is no number.
            LOG.warn("{}: {} is no number, taking {}", PID, key, otherwise);
        }
        return otherwise;
    }
}
