package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.leshan.core.link.Link;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.TimestampedLwM2mNodes;
import org.eclipse.leshan.core.observation.CompositeObservation;
import org.eclipse.leshan.core.observation.Observation;
import org.eclipse.leshan.core.observation.SingleObservation;
import org.eclipse.leshan.core.request.SendRequest;
import org.eclipse.leshan.core.response.ObserveCompositeResponse;
import org.eclipse.leshan.core.response.ObserveResponse;
import org.eclipse.leshan.server.observation.ObservationListener;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationListener;
import org.eclipse.leshan.server.registration.RegistrationUpdate;
import org.eclipse.leshan.server.send.SendListener;
import org.lwm2m.api.Path;

/** Says as events what a server hears of its clients: registrations, notifications, Sends. */
final class Heard implements RegistrationListener, ObservationListener, SendListener {

    @Override
    public void registered(Registration now, Registration before, Collection<Observation> ended) {
        say("event", now.getEndpoint(), "registered", now.getLifeTimeInSec(), links(now));
    }

    @Override
    public void updated(RegistrationUpdate update, Registration now, Registration before) {
        say("event", now.getEndpoint(), "updated", now.getLifeTimeInSec(), links(now));
    }

    @Override
    public void unregistered(Registration last, Collection<Observation> ended, boolean expired, Registration next) {
        say("event", last.getEndpoint(), "gone");
    }

    private static String links(Registration registration) {
        return Arrays.stream(registration.getSortedObjectLinks())
                .map(Link::toCoreLinkFormat)
                .collect(Collectors.joining(","));
    }

    @Override
    public void newObservation(Observation observation, Registration registration) {
        // The answer to the Observe says so.
    }

    @Override
    public void cancelled(Observation observation) {
        // Nor does a test wait for what it did itself.
    }

    @Override
    public void onResponse(SingleObservation observation, Registration registration, ObserveResponse response) {
        var entries = LeshanNodes.entries(Path.parse(observation.getPath().toString()), response.getContent());
        var words = new ArrayList<Object>(List.of("event", registration.getEndpoint(), "notified"));
        words.add(Asking.format(response));
        entries.forEach(entry -> words.add(Notation.of(entry)));
        say(words.toArray());
    }

    @Override
    public void onResponse(CompositeObservation seen, Registration registration, ObserveCompositeResponse response) {
        tell(registration, "notified", Asking.format(response), response.getContent());
    }

    @Override
    public void onError(Observation observation, Registration registration, Exception problem) {
        say("event", registration.getEndpoint(), "failed", Notation.quoted("notification: " + problem));
    }

    @Override
    public void dataReceived(Registration registration, TimestampedLwM2mNodes data, SendRequest request) {
        tell(registration, "sent", "" + request.getFormat().getCode(), data.getMostRecentNodes());
    }

    @Override
    public void onError(Registration registration, String problem, Exception cause) {
        say("event", registration.getEndpoint(), "failed", Notation.quoted("Send: " + problem + " " + cause));
    }

    private static void tell(Registration of, String kind, String format, Map<LwM2mPath, LwM2mNode> nodes) {
        var words = new ArrayList<Object>(List.of("event", of.getEndpoint(), kind, format));
        LeshanNodes.entries(nodes).forEach(entry -> words.add(Notation.of(entry)));
        say(words.toArray());
    }
}
