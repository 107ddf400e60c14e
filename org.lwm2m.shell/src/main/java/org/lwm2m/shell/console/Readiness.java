package org.lwm2m.shell.console;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.bootstrap.BootstrapServer;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerListener;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.shell.Engines;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells when a client of this system is registered with a server, or that a Bootstrap-Server is alone here. */
@Component(service = {Readiness.class, ServerListener.class})
public final class Readiness implements ServerListener {

    private static final long LOOK_MILLIS = 100;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BootstrapServer bootstrap;

    private final Engines engines;
    private final Semaphore changes = new Semaphore(0);

    @Activate
    public Readiness(@Reference Engines engines) {
        this.engines = engines;
    }

    @Override
    public void changed(LocalClient client, ServerStatus now) {
        changes.release();
    }

    /** Waits until one is; false if none is after that time. It looks by itself too, as a client may come later. */
    boolean await(Duration time) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        while (!registered() && !alone()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            changes.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            changes.drainPermits();
        }
        return true;
    }

    private boolean registered() {
        return engines.locals().stream()
                .flatMap(each -> each.servers().stream())
                .anyMatch(each -> each.state() == ServerStatus.State.REGISTERED);
    }

    private boolean alone() {
        return bootstrap != null
                && engines.clients().isEmpty()
                && engines.locals().isEmpty();
    }
}
