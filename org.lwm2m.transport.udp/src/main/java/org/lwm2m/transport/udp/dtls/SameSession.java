package org.lwm2m.transport.udp.dtls;

import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.EndpointContextMatcher;

/** Lets a message out only with the keys that it was meant for, should another peer have come to the same address. */
final class SameSession implements EndpointContextMatcher {

    @Override
    public String getName() {
        return "same session";
    }

    @Override
    public Object getEndpointIdentity(EndpointContext context) {
        return context.getPeerAddress();
    }

    @Override
    public boolean isResponseRelatedToRequest(EndpointContext request, EndpointContext response) {
        return true;
    }

    /** @param session of now; null while there is none, which a handshake may change */
    @Override
    public boolean isToBeSent(EndpointContext message, EndpointContext session) {
        if (session == null) {
            return true;
        } else if (message instanceof Way way) {
            return Association.of(session.getPeerIdentity())
                    .filter(way.association()::equals)
                    .isPresent();
        }
        return !(message instanceof Knock);
    }

    @Override
    public String toRelevantState(EndpointContext context) {
        return String.valueOf(context);
    }
}
