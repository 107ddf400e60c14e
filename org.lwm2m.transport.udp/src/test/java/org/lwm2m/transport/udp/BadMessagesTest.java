package org.lwm2m.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.transport.udp.HandWire.PEER;

import org.eclipse.californium.core.coap.CoAP.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;

/** What is no CoAP, or none that we know, gets what RFC 7252 has for it; and the next good request is served. */
class BadMessagesTest {

    private final HandWire wire = HandWire.listening();

    @AfterEach
    void theNextGoodRequestIsServed() {
        wire.receive("4201ffff0102" + "b133" + "0130");
        assertEquals(
                "62" + "44" + "ffff" + "0102", Bytes.wrap(wire.next().bytes()).hex());
        wire.handler.next();
        assertTrue(wire.handler.poll().isEmpty(), "a bad message reached the engine");
    }

    @ParameterizedTest
    @CsvSource({
        "marker without payload, 420112340102ff",
        "option longer than the message, 420112340102b933",
        "reserved option delta, 420112340102f133",
        "reserved option length, 420112340102bf33",
        "token longer than the message, 4801123401",
        "empty with a token, 410012340a",
        "empty with a payload, 40001234ff01",
        "ping, 40001234",
        "code of a reserved class, 40211234",
        "signalling code, 40e21234",
        "response that nobody asked for, 424512340102",
        "response with an unknown critical option, 424512340102d1fc01",
    })
    void confirmableRubbishIsReset(String what, String hex) {
        wire.receive(hex);
        var reset = wire.next().message();
        assertEquals(Type.RST, reset.getType(), what);
        assertEquals(0x1234, reset.getMID());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "40", // too short
                "420112", // too short
                "c20112340102", // version 3
                "49011234010203040506070809", // token of nine
                "520112340102ff", // not confirmable
                "5201123401029f", // not confirmable
                "62451234" + "0102", // ACK with a response that nobody asked for
                "60001234", // ACK of nothing
                "70001234", // RST of nothing
                "50001234", // empty and not confirmable
                "52e212340102", // signalling code, not confirmable
            })
    void otherRubbishIsPassedOver(String hex) {
        wire.receive(hex);
        assertTrue(wire.silent());
    }

    @ParameterizedTest
    @CsvSource({
        "unknown critical option, 420112340102b1330130d1f501, 0x82",
        "Accept of three bytes, 420112340102b133013063010203, 0x82",
        "unknown method, 420812340102b133, 0x85",
        "PATCH, 420612340102b133, 0x85",
        "If-None-Match, 42011234010250613" + "3, 0x82",
        "block of size 7, 420312340102b1330130d1030f, 0x80",
    })
    void aRequestThatWeCannotServeIsAnsweredWithItsCode(String what, String hex, String code) {
        wire.receive(hex);
        var answer = wire.next().message();
        assertEquals(Type.ACK, answer.getType(), what);
        assertEquals(0x1234, answer.getMID());
        assertEquals(Integer.decode(code), answer.getRawCode(), what);
    }

    @Test
    void unknownElectiveOptionsArePassedOver() {
        wire.receive("420112340102b1330130" + "d1f401");
        assertEquals(0x44, wire.next().message().getRawCode());
        wire.handler.next();
    }

    @Test
    void aDatagramThatIsTooLargeIsRefusedByItsHeader() {
        var large = new byte[1501];
        System.arraycopy(Bytes.hex("4203123401" + "02b133ff").array(), 0, large, 0, 9);
        wire.receive(PEER, large);
        var answer = wire.next().message();
        assertEquals(0x8d, answer.getRawCode());
        assertEquals(0x1234, answer.getMID());
        assertEquals(4096, answer.getOptions().getSize1());
        large[0] = 0x52;
        wire.receive(PEER, large);
        assertTrue(wire.silent());
    }
}
