package org.lwm2m.client;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.NumberedObject;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.client.management.DeviceManagement;

/** Which clients show which objects, so that a change of an object finds its way. For any thread. */
final class Owners {

    private final Map<Object, Set<RunningClient>> clients = new IdentityHashMap<>(); // guarded by this
    private final Map<RunningClient, Set<Object>> objects = new IdentityHashMap<>(); // guarded by this
    private final Map<RunningClient, Map<Object, RoutedFactory<?>>> factories =
            new IdentityHashMap<>(); // guarded by this

    /** Shows objects without service properties; annotated ones are instances 0, 1, … of their interface. */
    void show(RunningClient client, Collection<?> some) {
        var next = new HashMap<Class<?>, Integer>();
        for (var each : some) {
            if (each instanceof NumberedObject numbered) {
                show(client, numbered, "");
            } else if (each instanceof InstanceFactory<?> factory) {
                show(client, "", factory);
            } else {
                var interfaces = ObjectInterface.implementedBy(each.getClass());
                if (interfaces.isEmpty()) {
                    throw new IllegalArgumentException(
                            each.getClass() + " is no NumberedObject and implements no interface marked @LwM2mObject");
                }
                show(client, next.merge(interfaces.get(0).type(), 1, Integer::sum) - 1, "", each);
            }
        }
    }

    void show(RunningClient client, int instance, String prefix, Object annotated) {
        add(client, annotated);
        client.objects(management -> management.add(instance, prefix, annotated));
    }

    void show(RunningClient client, NumberedObject object, String prefix) {
        add(client, object.instances());
        client.objects(management -> management.add(object.id(), object.version(), prefix, object.instances()));
    }

    void show(RunningClient client, String prefix, InstanceFactory<?> factory) {
        var routed = new RoutedFactory<>(this, client, factory);
        synchronized (this) {
            factories.computeIfAbsent(client, same -> new IdentityHashMap<>()).put(factory, routed);
        }
        client.objects(management -> management.add(prefix, routed));
    }

    void hide(RunningClient client, Object object) {
        remove(client, object);
        var factory = forget(client, object);
        client.objects(management -> {
            if (factory.isPresent()) {
                management.remove(factory.get());
                factory.get().forget();
            } else if (object instanceof ManagedObject managed) {
                management.remove(managed);
            } else {
                management.removeInstance(object);
            }
        });
    }

    /** Forgets a client that has ended. */
    void forget(RunningClient client) {
        Set<Object> shown;
        synchronized (this) {
            shown = Set.copyOf(objects.getOrDefault(client, Set.of()));
            factories.remove(client);
        }
        shown.forEach(each -> remove(client, each));
    }

    /** Runs something with each client that shows an object, on the client's loop. */
    void tell(Object source, Consumer<DeviceManagement> change) {
        Set<RunningClient> owners;
        synchronized (this) {
            owners = Set.copyOf(clients.getOrDefault(source, Set.of()));
        }
        owners.forEach(each -> each.objects(change));
    }

    private synchronized Optional<RoutedFactory<?>> forget(RunningClient client, Object factory) {
        var known = factories.getOrDefault(client, Map.of());
        return known.isEmpty() ? Optional.empty() : Optional.ofNullable(known.remove(factory));
    }

    synchronized void add(RunningClient client, Object object) {
        clients.computeIfAbsent(object, same -> identitySet()).add(client);
        objects.computeIfAbsent(client, same -> identitySet()).add(object);
    }

    synchronized void remove(RunningClient client, Object object) {
        clients.computeIfPresent(object, (same, owners) -> owners.remove(client) && owners.isEmpty() ? null : owners);
        objects.computeIfPresent(client, (same, shown) -> shown.remove(object) && shown.isEmpty() ? null : shown);
    }

    private static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
