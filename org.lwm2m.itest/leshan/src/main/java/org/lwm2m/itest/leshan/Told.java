package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.leshan.core.observation.CompositeObservation;
import org.eclipse.leshan.core.observation.Observation;
import org.eclipse.leshan.core.observation.SingleObservation;
import org.eclipse.leshan.core.response.ObserveCompositeResponse;
import org.eclipse.leshan.core.response.ObserveResponse;
import org.eclipse.leshan.server.observation.ObservationListener;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationListener;
import org.eclipse.leshan.server.registration.RegistrationUpdate;

/** What a server hears of its clients, said in lines. */
final class Told {

    private Told() {}

    static final class OfRegistrations implements RegistrationListener {

        @Override
        public void registered(Registration now, Registration before, Collection<Observation> ended) {
            var words = new ArrayList<Object>(List.of("registered", now.getEndpoint(), now.getId()));
            words.add(now.getLwM2mVersion());
            words.add(now.getLifeTimeInSec());
            for (var link : now.getSortedObjectLinks()) {
                words.add(link.toCoreLinkFormat());
            }
            say(words.toArray());
        }

        @Override
        public void updated(RegistrationUpdate update, Registration now, Registration before) {
            say("updated", now.getEndpoint(), now.getId(), now.getLifeTimeInSec());
        }

        @Override
        public void unregistered(Registration last, Collection<Observation> ended, boolean expired, Registration next) {
            say("gone", last.getEndpoint(), expired ? "expired" : "deregistered");
        }
    }

    static final class OfObservations implements ObservationListener {

        @Override
        public void newObservation(Observation observation, Registration registration) {
            // The answer to the Observe says so.
        }

        @Override
        public void cancelled(Observation observation) {
            say("cancelled");
        }

        @Override
        public void onResponse(SingleObservation observation, Registration registration, ObserveResponse response) {
            var words = new ArrayList<Object>(List.of("notified", registration.getEndpoint()));
            Words.add(words, observation.getPath(), response.getContent());
            say(words.toArray());
        }

        @Override
        public void onResponse(
                CompositeObservation observation, Registration registration, ObserveCompositeResponse response) {
            say("notified", registration.getEndpoint(), response.getContent());
        }

        @Override
        public void onError(Observation observation, Registration registration, Exception problem) {
            say("failed", "notification", problem);
        }
    }
}
