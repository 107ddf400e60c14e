package org.lwm2m.server;

import java.util.Optional;
import org.lwm2m.api.server.ClientListener.Reason;
import org.lwm2m.api.server.Registration;
import org.lwm2m.engine.schedule.Lanes;
import org.lwm2m.server.management.Exchanges;
import org.lwm2m.server.management.Management;
import org.lwm2m.server.management.Observations;
import org.lwm2m.server.provider.Listeners;
import org.lwm2m.server.queue.Queues;
import org.lwm2m.server.registration.Journal;
import org.lwm2m.server.registration.Registered;
import org.lwm2m.server.registration.RegistrationEvents;

/** What follows from a registration that came, changed or went: for its observations, requests, listeners and store. */
final class Chronicle implements RegistrationEvents {

    private final Journal journal;
    private final Lanes lanes;
    private final Listeners listeners;
    private final Observations observations;
    private Exchanges exchanges; // set once, before anything happens
    private Management management;
    private Queues queues;

    Chronicle(Journal journal, Lanes lanes, Listeners listeners, Observations observations) {
        this.journal = journal;
        this.lanes = lanes;
        this.listeners = listeners;
        this.observations = observations;
    }

    /** Those that need the registrations themselves. */
    void tells(Exchanges requests, Management applications, Queues sleeping) {
        exchanges = requests;
        queues = sleeping;
        management = applications;
    }

    @Override
    public void registered(Registered now, Optional<Registration> previous, Runnable answer) {
        var registration = now.registration();
        previous.ifPresent(before -> {
            observations.ended(before.id());
            journal.remove(before.id());
        });
        journal.put(registration);
        // At once, unless listeners are behind with what it did before: then it waits for them, so that they can
        // follow.
        var atOnce = lanes.waiting(registration.endpoint()) == 0;
        if (atOnce) {
            answer.run();
        }
        lanes.run(registration.endpoint(), () -> {
            if (!atOnce) {
                answer.run();
            }
            exchanges.heard(registration);
            queues.heard(registration.endpoint());
            management.reporting().registered(registration.endpoint());
            var client = management.client(registration.endpoint());
            listeners.tell(listener -> listener.registered(client, previous));
        });
    }

    @Override
    public void updated(Registered now, Registration previous, boolean renewed) {
        var registration = now.registration();
        // The very same parts: an Update that only renews makes no new ones.
        var same = registration.links() == previous.links()
                && registration.terms() == previous.terms()
                && registration.address() == previous.address();
        if (same) {
            journal.putSoon(registration);
        } else {
            journal.put(registration);
        }
        if (renewed || !registration.address().equals(previous.address())) {
            exchanges.heard(registration);
        }
        if (renewed) {
            queues.heard(registration.endpoint());
            management.reporting().updated(registration.endpoint());
        }
        // Most messages of a large fleet are Updates: no thread is woken for nobody.
        if (renewed && listeners.hear()) {
            lanes.run(registration.endpoint(), () -> {
                var client = management.client(registration.endpoint());
                listeners.tell(listener -> listener.updated(client, previous));
            });
        }
    }

    @Override
    public void gone(Registered last, Reason reason) {
        var registration = last.registration();
        observations.ended(last);
        journal.remove(registration.id());
        exchanges.gone(registration.endpoint());
        lanes.run(registration.endpoint(), () -> listeners.tell(listener -> listener.gone(registration, reason)));
    }

    @Override
    public void restored(Registered now) {
        var client = management.client(now.registration().endpoint());
        lanes.run(
                now.registration().endpoint(),
                () -> listeners.tell(listener -> listener.registered(client, Optional.empty())));
    }
}
