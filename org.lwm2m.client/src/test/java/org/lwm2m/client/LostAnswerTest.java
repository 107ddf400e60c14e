package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.message.Uplink;

/** What an Update says after one that the server may have taken or not. */
class LostAnswerTest {

    private final Rig rig = new Rig();
    private final ScriptedServer server = rig.server(101);

    @Test
    void whatWasTakenBackBeforeTheAnswerCameIsSaidAgain() {
        rig.start(server);
        rig.management.lists("/1/0", "/3/0", "/3303/0");
        rig.network.loseAnswers(1);
        rig.advance(1);
        assertEquals(1, server.count(Uplink.Update.class));

        rig.management.lists("/1/0", "/3/0");
        rig.advance(207);
        var again = server.last(Uplink.Update.class);
        assertEquals("</1/0>,</3/0>", again.objects().orElseThrow().bytes().utf8());
        assertEquals(Optional.of(Duration.ofSeconds(300)), again.parameters().lifetime());
        assertEquals(Optional.of("U"), again.parameters().binding());
        var count = server.count(Uplink.Update.class);

        rig.advance(207);
        assertEquals(count + 1, server.count(Uplink.Update.class));
        assertEquals(Optional.empty(), server.last(Uplink.Update.class).objects());
    }
}
