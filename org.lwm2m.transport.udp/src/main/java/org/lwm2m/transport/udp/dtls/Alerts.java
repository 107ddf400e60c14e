package org.lwm2m.transport.udp.dtls;

import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.ConnectionEvictedException;
import org.eclipse.californium.scandium.dtls.DtlsHandshakeTimeoutException;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.tls.alert.Alert;

/** Makes words and alert numbers of what went wrong in DTLS. */
final class Alerts {

    /** The flight in which a client proves that it has the key; who cannot is not answered (RFC 6347, 4.1.2.7). */
    private static final int PROOF = 5;

    /** How Scandium says that the alert is the peer's. */
    private static final Pattern TOLD = Pattern.compile("^Received '");

    private Alerts() {}

    /** @param peer null if it is not known any more */
    static LwM2mException failure(InetSocketAddress peer, Throwable cause) {
        return failure(peer == null ? "the peer" : peer.toString(), cause);
    }

    private static LwM2mException failure(String peer, Throwable cause) {
        if (cause instanceof HandshakeException refused && refused.getAlert() != null) {
            var number = number(refused.getAlert());
            var name = Alert.name(number);
            var why = TOLD.matcher(refused.getMessage()).find()
                    ? "the peer says " + name
                    : refused.getMessage() + ", " + name;
            return new LwM2mException("handshake with " + peer + " failed: " + why, number);
        } else if (cause instanceof DtlsHandshakeTimeoutException silence) {
            var hint = silence.getFlightNumber() >= PROOF - 1 ? "; are identity and key the right ones?" : "";
            return new LwM2mException(Status.UNAVAILABLE, "no answer to the handshake with " + peer + hint, cause);
        } else if (cause instanceof ConnectionEvictedException) {
            return new LwM2mException(Status.UNAVAILABLE, "handshake with " + peer + " given up for newer ones", cause);
        }
        return new LwM2mException(
                Status.UNAVAILABLE, "handshake with " + peer + " failed: " + cause.getMessage(), cause);
    }

    /** What to tell a peer whose key or certificate is refused. */
    static HandshakeException refusal(Throwable failure) {
        var cause = LwM2mException.cause(failure);
        var number = cause instanceof LwM2mException refused
                ? refused.alert().orElse(Alert.INTERNAL_ERROR.number())
                : Alert.INTERNAL_ERROR.number();
        var description = AlertDescription.getDescriptionByCode(number);
        return new HandshakeException(
                String.valueOf(cause.getMessage()),
                new AlertMessage(
                        AlertLevel.FATAL, description == null ? AlertDescription.HANDSHAKE_FAILURE : description),
                cause);
    }

    static LwM2mException ended(AlertMessage alert) {
        return alert.getDescription() == AlertDescription.CLOSE_NOTIFY
                ? new LwM2mException(Status.UNAVAILABLE, "the peer has ended the session")
                : new LwM2mException("the session ended with the alert " + Alert.name(number(alert)), number(alert));
    }

    static int number(AlertMessage alert) {
        return alert.getDescription().getCode() & 0xff;
    }
}
