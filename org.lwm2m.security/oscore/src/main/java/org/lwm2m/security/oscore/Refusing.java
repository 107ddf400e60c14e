package org.lwm2m.security.oscore;

import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection.Exchange;
import org.lwm2m.api.security.MessageProtection.Step;

/** A request of a peer's that goes no further: it was refused, or is asked for once more. */
record Refusing(Bytes answer) implements Exchange {

    Refusing(Refusal refusal) {
        this(refusal.message());
    }

    Refusing(CoapBytes answer) {
        this(Bytes.wrap(answer.write()));
    }

    @Override
    public Optional<Identity> peer() {
        return Optional.empty();
    }

    @Override
    public Optional<Step> first() {
        return Optional.of(new Step.Down(answer));
    }

    @Override
    public Step next(Bytes response) {
        return new Step.Drop("there is nothing more to say to a request that was refused");
    }
}
