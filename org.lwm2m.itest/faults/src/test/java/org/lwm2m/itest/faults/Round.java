package org.lwm2m.itest.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something goes on in a storm, somebody is killed in the middle of it and started again; then all have to agree. */
final class Round {

    /** In the middle of what somebody is killed. */
    enum Place {
        BOOTSTRAP,
        /** Of a device that is always awake there is none, so it is a write. */
        QUEUE,
        REGISTRATION,
        NOTIFICATION,
        WRITE
    }

    /** Random makes much the same of seeds that are neighbours. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private static final int MOST_DATAGRAMS = 60;
    private static final int MOST_MILLIS_LATER = 150;
    /** How long all goes on after the restart, so that whoever is back has to find its way in a storm. */
    private static final long STILL_STORMY_MILLIS = 400;

    private static final long LOOK_MILLIS = 10;
    private static final long NOT_YET_MILLIS = 1_500;

    private final Site site;
    private final long seed;
    private final Random random;
    private final Place place;
    private final Party victim;
    private final int datagram;
    private final int later;
    private final Traffic traffic;

    Round(Site site, long seed) {
        this.site = site;
        this.seed = seed;
        random = new Random(seed * SPREAD);
        // One after the other, so that a few rounds are of all kinds.
        place = place(seed);
        victim = Math.floorMod(seed, 2) == 0 ? site.device : place == Place.BOOTSTRAP ? site.bootstrap : site.server;
        datagram = 1 + random.nextInt(MOST_DATAGRAMS);
        later = random.nextInt(3) == 0 ? random.nextInt(MOST_MILLIS_LATER) : 0;
        traffic = new Traffic(site);
    }

    /** How many rounds there are of one kind of device, before there are as many of the other. */
    private static final int ALIKE = 10;

    /** Whether that round wants a device that sleeps. */
    static boolean sleepy(long seed) {
        return Math.floorMod(seed / ALIKE, 2) == 1;
    }

    private static Place place(long seed) {
        var place = Place.values()[Math.floorMod(seed, ALIKE) / 2];
        return place == Place.QUEUE && !sleepy(seed) ? Place.WRITE : place;
    }

    /** Who is killed where. */
    String kill() {
        return victim.name + " in " + place.name().toLowerCase(Locale.ROOT) + (site.sleepy ? ", asleep at times" : "");
    }

    @Override
    public String toString() {
        return "seed %d: the %s is killed at datagram %d and %d ms".formatted(seed, kill(), datagram, later);
    }

    /** @return how long it took until all agreed, since the end of the storm and of all that was asked in it */
    Duration run() throws Exception {
        site.packs(random.nextBoolean());
        var told = site.bootstrap.told();
        var serverTold = site.server.told();
        site.storm(seed * SPREAD);
        var killed = new CompletableFuture<Void>();
        var relay = place == Place.BOOTSTRAP ? site.toBootstrap : site.toServer;
        relay.at(datagram, () -> CompletableFuture.delayedExecutor(later, TimeUnit.MILLISECONDS)
                .execute(() -> kill(killed)));
        var done = traffic.flow(place);
        try {
            killed.get(NOT_YET_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill(killed);
        }
        relay.forget();
        if (victim == site.device) {
            traffic.endWriting();
            site.restarts(random.nextBoolean());
        }
        victim.startAgain();
        victim.ready();
        TimeUnit.MILLISECONDS.sleep(STILL_STORMY_MILLIS);
        traffic.end();
        done.get();
        site.calm();
        if (place == Place.BOOTSTRAP || !site.bootstrap.said(told, "started").isEmpty()) {
            site.account.attempted(Site.PLANNED_DISABLE_SECONDS);
        }
        var start = System.nanoTime();
        new Agreement(site).reach();
        var after = Duration.ofNanos(System.nanoTime() - start);
        settleErrands(serverTold);
        if (place == Place.BOOTSTRAP) {
            bootstrapAgain();
        }
        site.requireCleanLogs();
        return after;
    }

    /** The end of a request is told a moment after it. */
    private void settleErrands(int since) throws Exception {
        var patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NOT_YET_MILLIS);
        while (!site.errands.told(ended(since)) && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        site.errands.settle(
                site.server.said(since, "delivered"), site.server.said(since, "failed"), victim == site.server);
    }

    private List<String> ended(int since) {
        var all = new ArrayList<>(site.server.said(since, "delivered"));
        all.addAll(site.server.said(since, "failed"));
        return all;
    }

    /** As if nothing had been. */
    private void bootstrapAgain() throws Exception {
        if (traffic.waitsForBootstrap()) {
            site.device.kill();
            site.device.startAgain();
            site.device.ready();
        }
        site.device.now("bootstrap");
        site.account.written(Site.PLANNED_DISABLE_SECONDS);
        new Agreement(site).reach();
    }

    /** Once. */
    private void kill(CompletableFuture<Void> killed) {
        synchronized (killed) {
            if (!killed.isDone()) {
                victim.kill();
                killed.complete(null);
            }
        }
    }
}
