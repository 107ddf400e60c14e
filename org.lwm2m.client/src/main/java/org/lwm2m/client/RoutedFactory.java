package org.lwm2m.client;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.lwm2m.api.object.InstanceFactory;

/**
 * A factory in one client, of whose instances the owners are told, so that a change of one finds its way. Belongs to the
 * client's loop.
 */
final class RoutedFactory<T> implements InstanceFactory<T> {

    private final Owners owners;
    private final RunningClient client;
    private final InstanceFactory<T> factory;
    private final Set<T> made = Collections.newSetFromMap(new IdentityHashMap<>());

    RoutedFactory(Owners owners, RunningClient client, InstanceFactory<T> factory) {
        this.owners = owners;
        this.client = client;
        this.factory = factory;
    }

    @Override
    public Class<T> type() {
        return factory.type();
    }

    @Override
    public Map<Integer, T> instances() {
        var all = new HashMap<>(factory.instances());
        all.values().forEach(this::own);
        return all;
    }

    @Override
    public T create(int instance) {
        var fresh = factory.create(instance);
        own(fresh);
        return fresh;
    }

    @Override
    public void delete(int instance, T gone) {
        factory.delete(instance, gone);
        made.remove(gone);
        owners.remove(client, gone);
    }

    /** All that it made is gone. */
    void forget() {
        made.forEach(each -> owners.remove(client, each));
        made.clear();
    }

    private void own(T fresh) {
        made.add(fresh);
        owners.add(client, fresh);
    }

    @Override
    public String toString() {
        return factory.toString();
    }
}
