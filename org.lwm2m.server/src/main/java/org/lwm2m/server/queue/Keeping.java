package org.lwm2m.server.queue;

import java.util.function.Consumer;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** Has durable requests written down before they wait, and before they go out. */
final class Keeping {

    private final Ledger ledger;
    private final Consumer<Queued> ready;
    private final Consumer<Queued> unready;

    /**
     * @param ready takes those that are kept and may go
     * @param unready takes back those that may not, as the store does not know of it
     */
    Keeping(Ledger ledger, Consumer<Queued> ready, Consumer<Queued> unready) {
        this.ledger = ledger;
        this.ready = ready;
        this.unready = unready;
    }

    /** Sends it; a durable one not before the store knows that it is out, or it might go again after a restart. */
    void send(Queued one) {
        if (!one.waiting().durable()) {
            one.errand.send();
            return;
        }
        ledger.put(one).whenComplete((kept, failure) -> {
            if (failure == null) {
                one.errand.send();
            } else {
                unready.accept(one);
            }
        });
    }

    /** Writes it as it waits. What no store has ever had fails; what one had waits until there is one again. */
    void keep(Queued one) {
        ledger.put(one).whenComplete((kept, failure) -> {
            if (failure == null) {
                one.kept = true;
                ready.accept(one);
            } else if (!one.kept) {
                var why = LwM2mException.cause(failure).getMessage();
                one.errand.fail(new LwM2mException(
                        Status.UNAVAILABLE, "the request to " + one.waiting().endpoint() + " can't be kept: " + why));
            }
        });
    }
}
