package org.lwm2m.shell.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows when the framework ends, and makes it end in order when the process is told to: clients de-register.
 * <p>
 * It belongs to the main thread and outlives an update of this bundle.
 */
final class Ending implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final long LONGEST_STOP_SECONDS = 10;

    private final Bundle system;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SynchronousBundleListener listener = this::changed;
    private final Thread hook = new Thread(this::stop, "stop in order");
    private final List<Runnable> reactions = new ArrayList<>(); // guarded by this

    Ending(Bundle system) {
        this.system = system;
        system.getBundleContext().addBundleListener(listener);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs when the framework ends, on its thread. */
    synchronized void then(Runnable reaction) {
        reactions.add(reaction);
    }

    void await() throws InterruptedException {
        ended.await();
    }

    boolean ended() {
        return ended.getCount() == 0;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            system.getBundleContext().removeBundleListener(listener);
        } catch (IllegalStateException e) {
            LOG.trace("the process or the framework has ended already", e);
        }
    }

    private void changed(BundleEvent event) {
        if (event.getBundle().getBundleId() == 0 && event.getType() == BundleEvent.STOPPING) {
            ended.countDown();
            List<Runnable> all;
            synchronized (this) {
                all = List.copyOf(reactions);
            }
            all.forEach(Runnable::run);
        }
    }

    private void stop() {
        try {
            system.stop();
            if (system instanceof Framework framework) {
                framework.waitForStop(TimeUnit.SECONDS.toMillis(LONGEST_STOP_SECONDS));
            }
        } catch (BundleException | InterruptedException e) {
            LOG.warn("The framework did not stop in order: {}", e.toString());
        }
    }
}
