package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.itest.engines.Cases.periods;

import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;

/**
 * The OMA interoperability cases 260 to 266: Discover and Write-Attributes (ETS INT 1.2). The default periods of the
 * server object show at the object, as 264 has it.
 */
class AttributeCasesTest {

    private static final String RESOURCES = "</3/0/0>,</3/0/1>,</3/0/2>,</3/0/3>,</3/0/4>,</3/0/6>;dim=2,";

    private static void write(Cases cases, String path, Attributes attributes) {
        assertEquals(Status.CHANGED, cases.attributes(path, attributes));
    }

    private static Attributes only(Attribute attribute, int value) {
        return Attributes.NONE.with(attribute, value);
    }

    @Test
    void case260DiscoversWhatWasAttachedAtEachLevel() {
        var cases = Cases.c4(Version.V1_1);
        var rest = "</3/0/7>;dim=2,</3/0/8>;dim=2,</3/0/9>,</3/0/11>;dim=1,</3/0/16>";
        assertEquals("</3>;ver=1.2;pmin=1;pmax=10,</3/0>," + RESOURCES + rest, cases.discover("/3"));
        write(cases, "/3", periods(10, 200));
        assertEquals("</3/0>;pmin=10;pmax=200," + RESOURCES + rest, cases.discover("/3/0"));
        write(cases, "/3/0/7", only(Attribute.LT, 1).with(Attribute.GT, 6).with(Attribute.ST, 1));
        var changed = rest.replace("</3/0/7>;dim=2", "</3/0/7>;dim=2;gt=6;lt=1;st=1");
        assertEquals("</3/0>;pmin=10;pmax=200," + RESOURCES + changed, cases.discover("/3/0"));
        assertEquals("</3/0/7>;dim=2;pmin=10;pmax=200;gt=6;lt=1;st=1,</3/0/7/0>,</3/0/7/1>", cases.discover("/3/0/7"));
    }

    @Test
    void case261AttributesOfAMultipleResourceAndItsInstances() {
        var cases = Cases.c1(Version.V1_1);
        write(cases, "/3", periods(10, 200));
        write(cases, "/3/0", only(Attribute.PMAX, 320));
        write(cases, "/3/0/11/0", only(Attribute.EPMIN, 1).with(Attribute.EPMAX, 10));
        assertEquals("</3/0/11>;dim=1;pmin=10;pmax=320,</3/0/11/0>;epmin=1;epmax=10", cases.discover("/3/0/11"));
    }

    @Test
    void case264DiscoversOneLevelDown() {
        var cases = Cases.c4(Version.V1_2);
        assertEquals("</3>;pmin=1;pmax=10,</3/0>", cases.discover("/3", 1));
        write(cases, "/3/0", only(Attribute.PMAX, 200));
        assertEquals("</3>;pmin=1;pmax=10,</3/0>;pmax=200", cases.discover("/3", 1));
    }

    @Test
    void case266DiscoversThreeLevelsDown() {
        var cases = Cases.c4(Version.V1_2);
        assertEquals(
                "</3>;pmin=1;pmax=10,</3/0>," + RESOURCES
                        + "</3/0/7>;dim=2,</3/0/8>;dim=2,</3/0/9>,</3/0/11>;dim=1,</3/0/16>",
                cases.discover("/3", 2));
        write(cases, "/3", periods(10, 60));
        write(cases, "/3/0/7", only(Attribute.GT, 50));
        write(cases, "/3/0/7/1", only(Attribute.PMAX, 200));
        var instances = RESOURCES + "</3/0/6/0>,</3/0/6/1>,</3/0/7>;dim=2;gt=50,</3/0/7/0>,</3/0/7/1>;pmax=200,"
                + "</3/0/8>;dim=2,</3/0/8/0>,</3/0/8/1>,</3/0/9>,</3/0/11>;dim=1,</3/0/11/0>,</3/0/16>";
        assertEquals("</3>;pmin=10;pmax=60,</3/0>," + instances, cases.discover("/3", 3));
    }
}
