package org.lwm2m.transport.tcp.tls;

import java.io.IOException;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.tls.alert.Alert;

/** Makes words and alert numbers of what went wrong in TLS. */
final class Alerts {

    private Alerts() {}

    /** Why a handshake failed, or a session ended. */
    static LwM2mException failure(boolean established, Throwable cause) {
        var what = established ? "the session ended" : "the handshake failed";
        if (cause instanceof TlsFatalAlertReceived told) {
            var number = told.getAlertDescription();
            return new LwM2mException(what + ": the peer says " + Alert.name(number), number);
        } else if (cause instanceof TlsFatalAlert ours) {
            var number = ours.getAlertDescription();
            var why = ours.getCause() instanceof LwM2mException refused ? refused.getMessage() + ", " : "";
            return new LwM2mException(what + ": " + why + Alert.name(number), number);
        }
        return new LwM2mException(Status.UNAVAILABLE, what + ": " + cause.getMessage(), cause);
    }

    /** What to tell a peer whose key or certificate is refused. */
    static TlsFatalAlert refusal(Throwable failure) {
        var cause = LwM2mException.cause(failure);
        var number = cause instanceof LwM2mException refused
                ? refused.alert().orElse(Alert.INTERNAL_ERROR.number())
                : Alert.INTERNAL_ERROR.number();
        return new TlsFatalAlert((short) number, cause);
    }

    static LwM2mException refused(Alert alert, String why) {
        return new LwM2mException(why, alert.number());
    }

    /** Bouncy Castle says so of input that cannot be read as well as of its own bugs. */
    static IOException broken(RuntimeException e) {
        return new TlsFatalAlert((short) Alert.INTERNAL_ERROR.number(), e);
    }
}
