package org.lwm2m.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.testing.TransportBench.await;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.transport.Connection;

/** What engines rely on besides where the wire has sessions, which may be lost: DTLS and TLS. */
public abstract class SecuredTransportContract extends TransportContract {

    private static final Request UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
    private static final Request READ = new Downlink.Read(Path.of(5, 0, 0), Optional.empty());

    /** Other than {@link TransportKeys#NONE}. */
    @Override
    public abstract TransportKeys keys();

    @Test
    void itsWireHasSessions() {
        assertTrue(keys().secured());
    }

    @Test
    void whoLostItsSessionIsNotReachedBeforeItCallsAgain() throws Exception {
        var from = bench().toClient();
        bench().replaceServerTransport();
        assertUnavailable(bench().listener.resume(from.address(), from.identity()), READ);
        var sink = new MemorySink();
        assertThrows(
                LwM2mException.class,
                () -> await(
                        bench().listener.resume(from.address(), from.identity()).send(READ, sink)));
        await(sink.end());
        assertTrue(sink.aborted());
        assertEquals(bench().toServer, bench().client.nextClosed());
        assertUnavailable(bench().toServer, UPDATE);
        bench().callAgain();
        assertEquals(Status.CHANGED, await(bench().toClient().send(READ)).status());
    }

    private static void assertUnavailable(Connection connection, Request request) {
        var failure = assertThrows(LwM2mException.class, () -> await(connection.send(request)));
        assertEquals(Status.UNAVAILABLE, failure.status());
    }
}
