package org.lwm2m.security.oscore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.testing.RecordingHandler;
import org.lwm2m.testing.TransportKeys;
import org.lwm2m.transport.udp.ProtectedUdp;

/** Over real sockets: an observation while what protects it is replaced, on both sides, with what is on record or without. */
@Timeout(60)
class ObservationsUdpTest {

    private static final Token TOKEN = Token.of(0x1122334455667788L);
    private static final Uplink.Update UPDATE = new Uplink.Update("rd/1", Parameters.NONE, Optional.empty());
    private static final Downlink.Observe OBSERVE =
            new Downlink.Observe(Path.of(5, 0, 1), TOKEN, Optional.empty(), Attributes.NONE);

    private final OscoreUdpTest.Kept clientStore = new OscoreUdpTest.Kept();
    private final OscoreUdpTest.Kept serverStore = new OscoreUdpTest.Kept();
    private final RecordingHandler client = new RecordingHandler();
    private final RecordingHandler server = new RecordingHandler();
    private OscoreProtection ofClient = OscoreUdpTest.protection(clientStore);
    private OscoreProtection ofServer = OscoreUdpTest.protection(serverStore);
    private Transport clientEnd;
    private Transport serverEnd;
    private Connection toServer;

    @BeforeEach
    void observe() throws Exception {
        clientEnd = open(ofClient);
        serverEnd = open(ofServer);
        var identity = new Identity.Oscore(Party.KEYS.sender(), Party.KEYS.context());
        var keys = new TransportKeys(Party.KEYS, identity::equals, Rfc8613Test.mirrored(Party.KEYS), List.of());
        var listener = await(serverEnd.listen(anywhere(), Role.MANAGEMENT, keys.callers(() -> true), server));
        toServer = await(clientEnd.connect(Peer.of(listener.local().toString(), "x", Party.KEYS), client));
        server.answers(Response.of(Status.CHANGED));
        await(toServer.send(UPDATE));
        client.answers(Response.content(Content.text("0")));
        server.observes(TOKEN, OBSERVE);
        await(server.next().from().send(OBSERVE));
    }

    @AfterEach
    void close() {
        close(clientEnd);
        close(serverEnd);
    }

    @Test
    void goesOnWhenBothAreReplaced() throws Exception {
        assertEquals(Status.CHANGED, tell("1").status());
        var before = ofServer;
        before.close();
        replace(serverEnd, before, OscoreUdpTest.protection(serverStore));
        assertEquals(Status.CHANGED, tell("2").status());
        ofClient.close();
        replace(clientEnd, ofClient, OscoreUdpTest.protection(clientStore));
        assertEquals(Status.CHANGED, tell("3").status());
        for (var text : List.of("1", "2", "3")) {
            assertEquals(new Uplink.Notify(TOKEN, response(text)), server.next().request());
        }
    }

    @Test
    void notificationsWaitWhileNothingProtects() throws Exception {
        ofServer.close();
        ofClient.close();
        unbind(serverEnd, ofServer);
        unbind(clientEnd, ofClient);
        var told = toServer.send(new Uplink.Notify(TOKEN, response("1")));
        bind(clientEnd, OscoreUdpTest.protection(clientStore));
        bind(serverEnd, OscoreUdpTest.protection(serverStore));
        assertEquals(Status.CHANGED, await(told).status());
        assertEquals(new Uplink.Notify(TOKEN, response("1")), server.next().request());
    }

    @Test
    void engineHearsOfItAndSoDoesThePeerWhenTheRecordIsLost() throws Exception {
        ofServer.close();
        replace(serverEnd, ofServer, OscoreUdpTest.protection(new OscoreUdpTest.Kept()));
        assertEquals(Status.NOT_FOUND, tell("1").status());
        var heard = (Uplink.Notify) server.next().request();
        assertEquals(TOKEN, heard.token());
        assertEquals(Status.UNAUTHORIZED, heard.response().status());
    }

    @Test
    void engineHearsOfItWhenThePeerDerivesNewKeys() throws Exception {
        ofClient.close();
        replace(clientEnd, ofClient, OscoreUdpTest.protection(new OscoreUdpTest.Kept()));
        await(toServer.send(UPDATE));
        var heard = server.next();
        var identity = new Identity.Oscore(Party.KEYS.sender(), Party.KEYS.context());
        assertEquals(identity, heard.from().identity());
        assertEquals(
                Status.UNAUTHORIZED,
                ((Uplink.Notify) heard.request()).response().status());
        assertEquals(Uplink.Update.class, server.next().request().getClass());
        assertEquals(Status.NOT_FOUND, tell("1").status());
    }

    URI anywhere() {
        return URI.create("coap://127.0.0.1:0");
    }

    Transport open(OscoreProtection protection) throws Exception {
        return ProtectedUdp.open(OscoreUdpTest.HASTY, protection);
    }

    void bind(Transport transport, OscoreProtection protection) {
        ProtectedUdp.bind(transport, protection);
    }

    void unbind(Transport transport, OscoreProtection protection) {
        ProtectedUdp.unbind(transport, protection);
    }

    void close(Transport transport) {
        ProtectedUdp.close(transport);
    }

    private void replace(Transport transport, OscoreProtection before, OscoreProtection after) {
        unbind(transport, before);
        bind(transport, after);
    }

    private Response tell(String text) throws Exception {
        return await(toServer.send(new Uplink.Notify(TOKEN, response(text))));
    }

    private static Response response(String text) {
        return Response.content(Content.text(text));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.get(20, TimeUnit.SECONDS);
    }
}
