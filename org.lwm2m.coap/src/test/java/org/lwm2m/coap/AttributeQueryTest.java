package org.lwm2m.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.Proves;

/** Attributes as queries have them, of Write-Attributes and of an Observe. */
class AttributeQueryTest {

    private static final Path LEVEL = Path.of(3, 0, 9);

    @ParameterizedTest
    @EnumSource
    @Proves({"ATT-01", "ATT-02", "ATT-03", "ATT-04", "ATT-05", "ATT-06", "ATT-09"})
    void eachAttributeIsWrittenAndUnset(Attribute attribute) {
        arrives(new Downlink.WriteAttributes(LEVEL, Attributes.NONE.with(attribute, 1), Set.of()));
        arrives(new Downlink.WriteAttributes(LEVEL, Attributes.NONE, Set.of(attribute)));
        assertEquals(
                new Downlink.WriteAttributes(LEVEL, Attributes.NONE.with(attribute, 1), Set.of()),
                put(attribute.key() + "=1"));
        assertEquals(new Downlink.WriteAttributes(LEVEL, Attributes.NONE, Set.of(attribute)), put(attribute.key()));
    }

    @ParameterizedTest
    @EnumSource
    @Proves("ATT-13")
    void eachAttributeGoesWithAnObserve(Attribute attribute) {
        var attributes = Attributes.NONE.with(attribute, 1);
        arrives(new Downlink.Observe(LEVEL, Token.of(1), Optional.empty(), attributes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gt=-40.5",
                "gt=+40.5",
                "lt=.5",
                "lt=5.",
                "st=1e-3",
                "gt=1E3",
                "pmin=0",
                "pmax=9999999999",
                "epmax=0",
                "edge=0",
                "con=0",
                "hqmax=2147483647",
                "lt=1&gt=4&st=1",
                "epmin=1&epmax=2",
                "pmin=9&pmax=5"
            })
    void whatIsAValueIsTaken(String query) {
        put(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no value, or no such value
                "pmin=",
                "pmin=1.9",
                "pmin=-1",
                "pmin=a",
                "pmin=99999999999",
                "pmax=1.0",
                "epmin=-1",
                "epmax=x",
                "gt=",
                "gt=x",
                "lt=1,5",
                "gt=0x10",
                "gt=NaN",
                "gt=Infinity",
                "gt=1e9999",
                "st=-1",
                "edge=2",
                "edge=true",
                "con=2",
                "con=false",
                "hqmax=-1",
                "hqmax=1.5",
                "hqmax=2147483648",
                // no such name; those of the class of properties are for reading
                "pmon=1",
                "PMIN=1",
                "dim=2",
                "dim",
                "ver=1.1",
                "ver",
                "ssid=1",
                "uri=coap",
                "lwm2m=1.2",
                // twice, or nothing between
                "pmin=1&pmin=2",
                "pmin=1&pmin",
                "pmin=1&&pmax=2",
                // what contradicts itself
                "gt=5&lt=5",
                "gt=5&lt=6",
                "gt=5&lt=1&st=2",
                "gt=5&lt=1&st=3",
                "epmin=5&epmax=5",
                "epmin=5&epmax=4"
            })
    @Proves({"ATT-10", "ATT-12"})
    void allElseIs400(String query) {
        var refused = assertThrows(LwM2mException.class, () -> put(query));
        assertEquals(Status.BAD_REQUEST, refused.status());
    }

    private static void arrives(Downlink request) {
        assertEquals(request, Wire.carry(request, Role.MANAGEMENT, false));
    }

    private static Object put(String query) {
        return Requests.read("PUT", "/3/0/9?" + query, Role.MANAGEMENT, false);
    }
}
