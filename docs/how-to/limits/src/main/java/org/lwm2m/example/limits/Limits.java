package org.lwm2m.example.limits;

import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.InstanceFactory;
import org.osgi.service.component.annotations.Component;

/** Makes a limit for each one that a server creates, up to a hundred. */
@Component
public final class Limits implements InstanceFactory<Limit> {

    private static final int MOST = 100;

    private int made;

    @Override
    public Class<Limit> type() {
        return Limit.class;
    }

    @Override
    public Limit create(int instance) {
        if (made == MOST) {
            throw new LwM2mException(Status.METHOD_NOT_ALLOWED, "there are " + MOST + " limits already");
        }
        made++;
        return new Range();
    }

    @Override
    public void delete(int instance, Limit gone) {
        made--;
    }
}
