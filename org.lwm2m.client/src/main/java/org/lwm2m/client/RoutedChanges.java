package org.lwm2m.client;

import java.time.Instant;
import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.ManagedObject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands what an object says of its changes to the clients that show it, on the loop of each. */
@Component
public final class RoutedChanges implements Changes {

    private final Owners owners;

    @Activate
    public RoutedChanges(@Reference ClientEngine engine) {
        this(engine.owners());
    }

    RoutedChanges(Owners owners) {
        this.owners = owners;
    }

    @Override
    public void of(Object source, int resource) {
        owners.tell(source, management -> management.changed(source, resource));
    }

    @Override
    public void of(Object source, int resource, Value value, Instant time) {
        owners.tell(source, management -> management.changed(source, resource, value, time));
    }

    @Override
    public void of(ManagedObject source, Path path) {
        owners.tell(source, management -> management.changed(source, path));
    }

    @Override
    public void of(ManagedObject source, List<Entry> entries) {
        var copy = List.copyOf(entries);
        owners.tell(source, management -> management.changed(source, copy));
    }

    @Override
    public void instances(ManagedObject source) {
        owners.tell(source, management -> management.instancesChanged(source));
    }
}
