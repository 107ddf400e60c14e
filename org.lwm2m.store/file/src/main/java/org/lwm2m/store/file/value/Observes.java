package org.lwm2m.store.file.value;

import org.lwm2m.api.message.Downlink;

/** The requests that begin an observation, by a number that each kind has for ever. */
public final class Observes {

    private static final int OBSERVE = 0;
    private static final int OBSERVE_COMPOSITE = 1;

    private Observes() {}

    /** @throws IllegalArgumentException if it is no request to observe */
    public static void write(ValueWriter to, Downlink request) {
        if (request instanceof Downlink.Observe observe) {
            to.octet(OBSERVE);
            Parts.path(to, observe.path());
            Parts.token(to, observe.token());
            to.optional(observe.accept(), Parts::format);
            Parts.attributes(to, observe.attributes());
        } else if (request instanceof Downlink.ObserveComposite observe) {
            to.octet(OBSERVE_COMPOSITE);
            Parts.content(to, observe.paths());
            Parts.token(to, observe.token());
            to.optional(observe.accept(), Parts::format);
            Parts.attributes(to, observe.attributes());
        } else {
            throw new IllegalArgumentException(
                    "an observation begins with Observe or Observe-Composite, not with " + request.getClass());
        }
    }

    public static Downlink read(ValueReader from) {
        var kind = from.octet();
        return switch (kind) {
            case OBSERVE ->
                new Downlink.Observe(
                        Parts.path(from), Parts.token(from), from.optional(Parts::format), Parts.attributes(from));
            case OBSERVE_COMPOSITE ->
                new Downlink.ObserveComposite(
                        Parts.content(from), Parts.token(from), from.optional(Parts::format), Parts.attributes(from));
            default -> throw new IllegalArgumentException("no request to observe: " + kind);
        };
    }
}
