package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.Optional;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.loop.Loop.Timer;

/** How long a registration lasts, and when it is refreshed before. Measured by a clock that nobody sets. */
final class Lifetime {

    /** How long before its end a lifetime is refreshed: what CoAP may take to deliver (RFC 7252, 4.8.2). */
    private static final Duration MARGIN = Duration.ofSeconds(93);

    private final Account account;
    private final Loop loop;
    private final Progress progress;
    private Timer end = () -> {};

    Lifetime(Account account, Loop loop, Progress progress) {
        this.account = account;
        this.loop = loop;
        this.progress = progress;
    }

    /** The server answered, so it begins anew, as the account is now. */
    void renew(Runnable refresh, Runnable over) {
        end.cancel();
        var lifetime = account.lifetime();
        if (lifetime.isZero()) {
            progress.say(State.REGISTERED);
            return;
        }
        end = loop.after(lifetime, over);
        var margin = lifetime.compareTo(MARGIN.multipliedBy(2)) < 0 ? lifetime.dividedBy(2) : MARGIN;
        progress.pause(State.REGISTERED, Optional.empty(), lifetime.minus(margin), refresh);
    }

    /** It began before a restart, and this is left of it. */
    void ends(Duration left, Runnable over) {
        end = loop.after(left, over);
    }

    void cancel() {
        end.cancel();
    }
}
