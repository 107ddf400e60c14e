package org.lwm2m.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;

class ResponsesTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyStatusArrives(Status status) {
        assertEquals(Response.of(status), Wire.carry(Response.of(status)));
    }

    @Test
    void contentArrivesEvenIfItIsEmpty() {
        for (var bytes : new Bytes[] {Bytes.EMPTY, Bytes.hex("c80004")}) {
            var response = Response.content(new Content(ContentFormat.TLV, bytes));
            assertEquals(response, Wire.carry(response));
        }
        var text = Response.content(Content.text(""));
        assertEquals(text, Wire.carry(text));
    }

    @Test
    void wordsAboutAnErrorHaveNoContentFormat() {
        var response = Response.failed(Status.NOT_FOUND, "no object 7");
        assertEquals(false, Responses.write(response).head().getOptions().hasContentFormat());
        assertEquals(response, Wire.carry(response));
    }

    @Test
    void locationsArrive() {
        for (var location : new String[] {"rd/5a3f", "3303/2"}) {
            assertEquals(Response.created(location), Wire.carry(Response.created(location)));
        }
    }

    @Test
    void theTimeToTryAgainArrives() {
        var response = new Response(
                Status.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(30)));
        assertEquals(30, Responses.write(response).head().getOptions().getMaxAge());
        assertEquals(response, Wire.carry(response));
    }

    @Test
    void theAnswerToAnObserveSaysWhetherOneBegan() {
        var observe = new Downlink.Observe(Path.of(3, 0, 9), Token.of(1), Optional.empty(), Attributes.NONE);
        var read = new Downlink.Read(Path.of(3, 0, 9), Optional.empty());
        var value = Response.content(Content.text("95"));
        var message = Responses.write(value).head();
        assertEquals(value.asRead(), Responses.read(observe, message, Bytes.utf8("95")));
        assertEquals(value, Responses.read(read, message, Bytes.utf8("95")));
        message.getOptions().setObserve(7);
        assertEquals(value, Responses.read(observe, message, Bytes.utf8("95")));
        assertFalse(Responses.read(
                        observe, Responses.write(Response.of(Status.NOT_FOUND)).head(), Bytes.EMPTY)
                .unobserved());
    }

    @Test
    void silenceIsNoMessage() {
        assertThrows(IllegalArgumentException.class, () -> Responses.write(Response.SILENCE));
    }
}
