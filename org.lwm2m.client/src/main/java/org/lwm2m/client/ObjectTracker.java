package org.lwm2m.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.NumberedObject;
import org.lwm2m.api.object.ObjectInterface;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the object services there are in one client: annotated instances, which are services of any type, managed
 * objects, and factories of instances.
 */
final class ObjectTracker implements ServiceTrackerCustomizer<Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectTracker.class);
    private static final String FILTER = "(|(" + ManagedObject.OBJECT + "=*)(" + ManagedObject.INSTANCE + "=*)("
            + Constants.OBJECTCLASS + "=" + InstanceFactory.class.getName() + "))";

    private final BundleContext context;
    private final RunningClient client;
    private final Owners owners;

    private ObjectTracker(BundleContext context, RunningClient client, Owners owners) {
        this.context = context;
        this.client = client;
        this.owners = owners;
    }

    static ServiceTracker<Object, Object> open(BundleContext context, RunningClient client, Owners owners) {
        try {
            var tracker = new ServiceTracker<>(
                    context, context.createFilter(FILTER), new ObjectTracker(context, client, owners));
            tracker.open();
            return tracker;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        if (!meant(reference)) {
            return null;
        }
        var object = context.getService(reference);
        if (object == null) {
            return null;
        }
        try {
            show(reference, object);
            return object;
        } catch (RuntimeException e) {
            LOG.error("{} of {} is not shown: {}", object.getClass().getName(), reference.getBundle(), e.toString());
            context.ungetService(reference);
            return null;
        }
    }

    /** With other properties it may be another instance, or another client's. */
    @Override
    public void modifiedService(ServiceReference<Object> reference, Object object) {
        owners.hide(client, object);
        if (meant(reference)) {
            try {
                show(reference, object);
            } catch (RuntimeException e) {
                LOG.error("{} is no longer shown: {}", object.getClass().getName(), e.toString());
            }
        }
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object object) {
        owners.hide(client, object);
        context.ungetService(reference);
    }

    private void show(ServiceReference<Object> reference, Object object) {
        var properties = properties(reference);
        var prefix =
                Texts.of(properties, ManagedObject.PREFIX).stream().findFirst().orElse("");
        if (object instanceof ManagedObject managed) {
            var version = Texts.of(properties, ManagedObject.VERSION).stream()
                    .findFirst()
                    .map(ObjectVersion::parse)
                    .orElse(ObjectVersion.V1_0);
            var id = number(Texts.of(properties, ManagedObject.OBJECT), ManagedObject.OBJECT);
            owners.show(client, new NumberedObject(id, version, managed), prefix);
        } else if (object instanceof InstanceFactory<?> factory) {
            owners.show(client, prefix, factory);
        } else if (ObjectInterface.implementedBy(object.getClass()).isEmpty()) {
            throw new IllegalArgumentException("it implements no interface marked @LwM2mObject");
        } else {
            var instance = number(Texts.of(properties, ManagedObject.INSTANCE), ManagedObject.INSTANCE);
            owners.show(client, instance, prefix, object);
        }
    }

    private boolean meant(ServiceReference<Object> reference) {
        var endpoints = Texts.of(properties(reference), ManagedObject.CLIENT);
        return endpoints.isEmpty() || endpoints.contains(client.endpoint());
    }

    private static Map<String, Object> properties(ServiceReference<Object> reference) {
        var properties = new HashMap<String, Object>();
        for (var key : reference.getPropertyKeys()) {
            properties.put(key, reference.getProperty(key));
        }
        return properties;
    }

    private static int number(List<String> texts, String key) {
        if (texts.size() != 1 || !texts.get(0).matches("\\d{1,5}") || Integer.parseInt(texts.get(0)) > 65534) {
            throw new IllegalArgumentException(key + " has to be one number, 0 to 65534, not " + texts);
        }
        return Integer.parseInt(texts.get(0));
    }
}
