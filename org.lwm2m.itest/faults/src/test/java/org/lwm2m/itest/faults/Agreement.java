package org.lwm2m.itest.faults;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * That all agree, with nothing asked of anybody that would make them: the server heard of the device by itself, the
 * device thinks that it is registered, what it reports is heard once, and what was written is there.
 */
final class Agreement {

    /** Lifetime, grace, and what a slow machine and the pauses of a client between its tries add. */
    private static final Duration IN_TIME = Duration.ofSeconds(30);

    private static final Duration HEARD_AFTER = Duration.ofMillis(700);
    private static final Duration NO_SECOND = Duration.ofMillis(60);
    private static final long LOOK_MILLIS = 10;

    private final Site site;
    private final long deadline = System.nanoTime() + IN_TIME.toNanos();

    private interface Condition {

        boolean holds() throws Exception;
    }

    Agreement(Site site) {
        this.site = site;
    }

    void reach() throws Exception {
        var since = site.server.told();
        until(
                "the server hears of the device",
                () -> !site.server.said(since, "here").isEmpty());
        until("the device is registered", () -> site.device.now("state").contains("1=REGISTERED"));
        until("a report is heard", () -> heard(site.next()));
        until("a report is heard in one observation", this::heardOnce);
        until(
                "nothing waits for the device",
                () -> site.server.now("waiting all").equals("0"));
        for (var ledger : site.ledgers()) {
            until(ledger.read(), () -> found(ledger));
        }
    }

    private boolean found(Ledger ledger) throws Exception {
        try {
            ledger.found(Long.parseLong(site.server.ask(ledger.read()).get()));
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private boolean heard(long level) throws Exception {
        return tokens(level) > 0;
    }

    private boolean heardOnce() throws Exception {
        var tokens = tokens(site.next());
        if (tokens > 1) {
            throw new AssertionError("a level was reported in " + tokens + " observations");
        }
        return tokens == 1;
    }

    /** In how many observations a new level was heard. */
    private long tokens(long level) throws Exception {
        var since = site.server.told();
        site.device.now("level " + level);
        var patience = System.nanoTime() + HEARD_AFTER.toNanos();
        while (count(since, level) == 0 && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        TimeUnit.MILLISECONDS.sleep(NO_SECOND.toMillis());
        return count(since, level);
    }

    private long count(int since, long level) {
        return site.server.said(since, "heard").stream()
                .filter(line -> line.startsWith(level + " "))
                .distinct()
                .count();
    }

    private void until(String what, Condition condition) throws Exception {
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so in " + IN_TIME.toSeconds() + " s: " + what + "; the device: "
                        + site.device.now("state") + "; the server: " + lately());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private String lately() {
        var all = site.server.said(0, "here");
        return all.stream().skip(Math.max(0, all.size() - 3)).collect(Collectors.joining(", "));
    }
}
