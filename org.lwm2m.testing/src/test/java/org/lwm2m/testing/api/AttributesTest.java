package org.lwm2m.testing.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lwm2m.api.Attribute.CON;
import static org.lwm2m.api.Attribute.EDGE;
import static org.lwm2m.api.Attribute.EPMAX;
import static org.lwm2m.api.Attribute.EPMIN;
import static org.lwm2m.api.Attribute.GT;
import static org.lwm2m.api.Attribute.HQMAX;
import static org.lwm2m.api.Attribute.LT;
import static org.lwm2m.api.Attribute.PMAX;
import static org.lwm2m.api.Attribute.PMIN;
import static org.lwm2m.api.Attribute.ST;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;

class AttributesTest {

    @Test
    void answerInTheUnitsThatTheyMean() {
        var all = Attributes.NONE
                .with(PMIN, 10)
                .with(PMAX, 60)
                .with(GT, 42.2)
                .with(LT, -5)
                .with(ST, 0.5)
                .with(EPMIN, 1)
                .with(EPMAX, 2)
                .with(EDGE, 1)
                .with(CON, 0)
                .with(HQMAX, 100);
        assertEquals(Optional.of(Duration.ofSeconds(10)), all.pmin());
        assertEquals(Optional.of(Duration.ofMinutes(1)), all.pmax());
        assertEquals(Optional.of(new BigDecimal("42.2")), all.gt());
        assertEquals(Optional.of(new BigDecimal("-5")), all.lt());
        assertEquals(Optional.of(new BigDecimal("0.5")), all.st());
        assertEquals(Optional.of(Duration.ofSeconds(1)), all.epmin());
        assertEquals(Optional.of(Duration.ofSeconds(2)), all.epmax());
        assertEquals(Optional.of(true), all.edge());
        assertEquals(Optional.of(false), all.con());
        assertEquals(Optional.of(100), all.hqmax());
        assertEquals("pmin=10&pmax=60&gt=42.2&lt=-5&st=0.5&epmin=1&epmax=2&edge=1&con=0&hqmax=100", all.toString());
    }

    @Test
    void areEmptyWhereNothingWasSaid() {
        assertEquals(Optional.empty(), Attributes.NONE.pmin());
        assertEquals(Optional.empty(), Attributes.NONE.edge());
        assertEquals("", Attributes.NONE.toString());
    }

    @Test
    void areEqualHoweverTheirNumbersAreWritten() {
        var padded = new Attributes(Map.of(GT, new BigDecimal("1e2")));
        assertEquals(Attributes.NONE.with(GT, 100), padded);
        assertEquals("gt=100", padded.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "PMIN, -1", "PMIN, 1.5", "PMAX, 1e10", "PMAX, 1e999999999", "EPMIN, -1", "EPMAX, 0.1",
        "ST, -1", "EDGE, 2", "EDGE, 0.5", "CON, -1", "HQMAX, 2147483648", "HQMAX, 1.5",
        "GT, 1e999999999", "LT, -1e999999999", "ST, 1e-999999999"
    })
    void refuseNumbersThatMeanNothing(Attribute attribute, BigDecimal value) {
        assertRefused(Map.of(attribute, value));
    }

    @Test
    void refuseThresholdsThatContradictEachOther() {
        assertRefused(Map.of(GT, number(10), LT, number(10)));
        assertRefused(Map.of(GT, number(10), LT, number(11)));
        assertRefused(Map.of(GT, number(85), LT, number(20), ST, number(33)));
        assertRefused(Map.of(GT, number(40), LT, number(20), ST, number(10)));
        assertEquals(
                3,
                new Attributes(Map.of(GT, number(85), LT, number(20), ST, number(10)))
                        .values()
                        .size());
        assertEquals(
                2,
                new Attributes(Map.of(GT, number(10), ST, number(100))).values().size());
    }

    @Test
    void refusePeriodsThatContradictEachOther() {
        assertRefused(Map.of(EPMIN, number(10), EPMAX, number(10)));
        assertRefused(Map.of(EPMIN, number(11), EPMAX, number(10)));
        assertEquals(
                2,
                new Attributes(Map.of(PMIN, number(10), PMAX, number(5)))
                        .values()
                        .size());
    }

    @Test
    void inheritWhatTheyDoNotSayThemselves() {
        var object = Attributes.NONE.with(PMIN, 10).with(PMAX, 60);
        var resource = Attributes.NONE.with(PMIN, 1).with(GT, 5);
        assertEquals(Attributes.NONE.with(PMIN, 1).with(PMAX, 60).with(GT, 5), resource.orElse(object));
        assertEquals(object, Attributes.NONE.orElse(object));
    }

    /** Core 1.2, 5.1.2: what clashes across levels does not count; nobody did anything wrong. */
    @Test
    void dropConditionsThatClashOnlyWhenInherited() {
        var resource = Attributes.NONE.with(GT, 10).with(PMIN, 1).with(EPMIN, 30);
        var instance = Attributes.NONE.with(LT, 5).with(GT, 10).with(PMAX, 9).with(EPMAX, 20);
        assertEquals(Attributes.NONE.with(PMIN, 1).with(PMAX, 9).with(GT, 10).with(LT, 5), resource.orElse(instance));
        var lower = Attributes.NONE.with(GT, 3);
        assertEquals(Attributes.NONE.with(PMAX, 9).with(EPMAX, 20), lower.orElse(instance));
    }

    @Test
    void knowTheVersionThatBroughtThem() {
        assertEquals(Version.V1_0, ST.since());
        assertEquals(Version.V1_1, EPMIN.since());
        assertEquals(Version.V1_2, HQMAX.since());
        assertEquals("hqmax", HQMAX.key());
    }

    private static BigDecimal number(long value) {
        return BigDecimal.valueOf(value);
    }

    private static void assertRefused(Map<Attribute, BigDecimal> values) {
        assertEquals(
                Status.BAD_REQUEST,
                assertThrows(LwM2mException.class, () -> new Attributes(values)).status());
    }
}
