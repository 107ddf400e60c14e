package org.lwm2m.testing.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Secret;

class MessageTest {

    @Test
    void aTokenIsBytesWhoseLeadingZerosCount() {
        for (var bytes : new byte[][] {{}, {0}, {0, 0}, {1}, {0, 1}, {-1, 0, 1, 2, 3, 4, 5, 6}, new byte[8]}) {
            assertArrayEquals(bytes, Token.of(bytes).bytes());
        }
        assertNotEquals(Token.of((byte) 1), Token.of((byte) 0, (byte) 1));
        assertEquals("00ff", Token.of((byte) 0, (byte) 0xff).toString());
        assertEquals("", Token.of().toString());
        assertEquals(8, Token.of(1L).length());
    }

    @Test
    void aTokenHoldsNoMoreThanItsLength() {
        assertThrows(IllegalArgumentException.class, () -> new Token(256, 1));
        assertThrows(IllegalArgumentException.class, () -> new Token(0, 9));
        assertThrows(IllegalArgumentException.class, () -> new Token(0, -1));
        assertThrows(IllegalArgumentException.class, () -> Token.of(new byte[9]));
    }

    @Test
    void aStatusIsFoundByItsCodeOrByItsClass() {
        for (var status : Status.values()) {
            assertSame(status, Status.of(status.code()));
        }
        assertSame(Status.CHANGED, Status.of(299));
        assertSame(Status.BAD_REQUEST, Status.of(499));
        assertSame(Status.INTERNAL_ERROR, Status.of(599));
        assertTrue(Status.CONTINUE.success());
        assertFalse(Status.NOT_FOUND.success());
        assertFalse(Status.NONE.success());
        assertEquals("4.04 not found", Status.NOT_FOUND.toString());
    }

    @Test
    void aFailureWithAStatusIsAnsweredWithItAndItsWords() {
        var failure = new LwM2mException(Status.CONFLICT, "no list for pid a");
        for (var thrown : new Throwable[] {failure, new CompletionException(new CompletionException(failure))}) {
            var response = Response.failed(thrown);
            assertEquals(Status.CONFLICT, response.status());
            assertEquals(
                    "no list for pid a",
                    response.content().orElseThrow().bytes().utf8());
        }
    }

    @Test
    void aFailureThatNobodyForesawTellsThePeerNothing() {
        assertEquals(Response.of(Status.INTERNAL_ERROR), Response.failed(new IllegalStateException("/etc/secret")));
    }

    @Test
    void aResponseIsThrownUnlessItIsASuccess() {
        var good = Response.created("3303/2");
        assertSame(good, good.orThrow());
        assertEquals(Optional.of("3303/2"), good.location());
        var bad = Response.failed(Status.NOT_FOUND, "no instance /3/1");
        var failure = assertThrows(LwM2mException.class, bad::orThrow);
        assertEquals(Status.NOT_FOUND, failure.status());
        assertTrue(failure.getMessage().endsWith("4.04 not found: no instance /3/1"), failure.getMessage());
    }

    @Test
    void whatAPeerSaysOfAnErrorIsOneLineThatMovesNoCursor() {
        assertEquals(
                Status.BAD_REQUEST + ": no [31m way",
                Response.failed(Status.BAD_REQUEST, "no\u001b[31m\nway\u202e").reason());
        assertEquals(Status.NOT_FOUND.toString(), Response.of(Status.NOT_FOUND).reason());
        var most = Status.NOT_FOUND + ": " + "x".repeat(200);
        assertEquals(most, Response.failed(Status.NOT_FOUND, "x".repeat(9999)).reason());
    }

    @Test
    void aResponseTakesAnotherContent() {
        var content = new Content(ContentFormat.TLV, Bytes.hex("c10964"));
        assertEquals(Response.content(content), Response.of(Status.CONTENT).with(content));
    }

    @Test
    void anAlertComesWithItsNumber() {
        assertEquals(40, new LwM2mException("handshake failure", 40).alert().orElseThrow());
        assertTrue(new LwM2mException(Status.UNAVAILABLE, "down").alert().isEmpty());
    }

    @Test
    void aContentFormatHas16Bits() {
        assertThrows(IllegalArgumentException.class, () -> new ContentFormat(-1));
        assertThrows(IllegalArgumentException.class, () -> new ContentFormat(65536));
        assertEquals(ContentFormat.TLV, new ContentFormat(11542));
    }

    @Test
    void aSecretDoesNotPrint() {
        assertEquals("***", new Secret(Bytes.utf8("key")).toString());
    }
}
