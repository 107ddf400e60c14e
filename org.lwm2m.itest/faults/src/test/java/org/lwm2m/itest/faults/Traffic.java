package org.lwm2m.itest.faults;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What goes on between the three while one of them is killed: always writes and reports, and what else is asked for. */
final class Traffic {

    private static final long PAUSE_MILLIS = 20;
    private static final int OFTEN = 1;
    private static final int SELDOM = 5;

    private final Site site;
    private volatile boolean ending;
    private volatile boolean writing = true;
    private volatile CompletableFuture<?> bootstrapping = CompletableFuture.completedFuture(null);

    /** Something that blocks. */
    private interface Task {

        void run() throws InterruptedException;
    }

    Traffic(Site site) {
        this.site = site;
    }

    /** Begins it all; complete when it was told to end, and all has been answered or given up. */
    CompletableFuture<Void> flow(Round.Place place) {
        var writes = place == Round.Place.WRITE ? OFTEN : SELDOM;
        var tasks = new ArrayList<CompletableFuture<Void>>();
        site.ledgers().forEach(each -> tasks.add(start(() -> write(each, writes))));
        tasks.add(start(() -> repeat(place)));
        if (place == Round.Place.QUEUE) {
            // Reports would have it awake all the time.
            tasks.add(start(this::errands));
        } else {
            tasks.add(start(() -> report(place == Round.Place.NOTIFICATION ? OFTEN : SELDOM)));
        }
        return CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new));
    }

    /** Writes nothing more: what was acknowledged last is to be found then. */
    void endWriting() {
        writing = false;
    }

    /** Begins nothing new. */
    void end() {
        ending = true;
    }

    /** Whether the device still waits for a Bootstrap-Server that has forgotten it: 247 s long (Core 1.2, 6.1.5). */
    boolean waitsForBootstrap() {
        return !bootstrapping.isDone();
    }

    private void repeat(Round.Place place) throws InterruptedException {
        while (!ending && (place == Round.Place.BOOTSTRAP || place == Round.Place.REGISTRATION)) {
            var done = site.device.ask(place == Round.Place.BOOTSTRAP ? "bootstrap" : "register");
            while (!ending && !done.isDone()) {
                pause(1);
            }
            bootstrapping = place == Round.Place.BOOTSTRAP ? done : bootstrapping;
            pause(SELDOM);
        }
    }

    private void write(Ledger ledger, int pauses) throws InterruptedException {
        while (!ending && writing) {
            var value = site.next();
            // Noted before, as the process may end before it says what came of it.
            ledger.attempted(value);
            if (went(site.server.ask(ledger.write(value)))) {
                ledger.written(value);
            }
            pause(pauses);
        }
    }

    private void errands() throws InterruptedException {
        while (!ending) {
            var number = site.next();
            if (went(site.server.ask("errand " + number))) {
                site.errands.accepted(number);
            }
            pause(SELDOM);
        }
    }

    private void report(int pauses) throws InterruptedException {
        while (!ending) {
            went(site.device.ask("level " + site.next()));
            pause(pauses);
        }
    }

    private static boolean went(CompletableFuture<?> answer) throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static void pause(int times) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(times * PAUSE_MILLIS);
    }

    private static CompletableFuture<Void> start(Task task) {
        var done = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
