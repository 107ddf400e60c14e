package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.attach;
import static org.lwm2m.client.management.Bench.delete;
import static org.lwm2m.client.management.Bench.discover;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Version;
import org.lwm2m.testing.Proves;

/** Write-Attributes and Discover. */
class AttributesTest {

    private final Bench bench = new Bench();
    private final Kitchen kitchen = bench.kitchen(0);

    {
        bench.box(0);
    }

    @Test
    @Proves("DM-08")
    void discoverShowsVersionDimensionAndOnTheAddressedLinkWhatItInherits() {
        assertEquals("204", bench.ask(attach("/3303", "pmin=10&pmax=60")));
        assertEquals("204", bench.ask(attach("/3303/0", "pmax=200")));
        assertEquals("204", bench.ask(attach("/3303/0/5800", "lt=1&gt=6&st=1")));
        assertEquals("204", bench.ask(attach("/3303/0/5800/1", "epmin=1")));
        assertEquals(
                "205 </3303/0/5800>;dim=2;pmin=10;pmax=200;gt=6;lt=1;st=1,</3303/0/5800/0>,</3303/0/5800/1>;epmin=1",
                bench.ask(discover("/3303/0/5800")));
        assertEquals(
                "205 </3303/0>;pmin=10;pmax=200,</3303/0/5605>,</3303/0/5700>,</3303/0/5701>,</3303/0/5750>,"
                        + "</3303/0/5800>;dim=2;gt=6;lt=1;st=1,</3303/0/5850>,</3303/0/5851>,</3303/0/5900>",
                bench.ask(discover("/3303/0")));
        assertEquals("205 </3303>;ver=1.1;pmin=10;pmax=60", bench.ask(discover("/3303", 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/44 | 0 | </44>",
                "/44 | 1 | </44>,</44/0>",
                "/44 | 2 | </44>,</44/0>,</44/0/0>,</44/0/1>;dim=2,</44/0/2>,</44/0/3>,</44/0/4>",
                "/44 | 3 | </44>,</44/0>,</44/0/0>,</44/0/1>;dim=2,</44/0/1/0>,</44/0/1/1>,</44/0/2>,</44/0/3>,</44/0/4>",
                "/44/0 | 0 | </44/0>",
                "/44/0 | 1 | </44/0>,</44/0/0>,</44/0/1>;dim=2,</44/0/2>,</44/0/3>,</44/0/4>",
                "/44/0 | 3 | </44/0>,</44/0/0>,</44/0/1>;dim=2,</44/0/1/0>,</44/0/1/1>,</44/0/2>,</44/0/3>,</44/0/4>",
                "/44/0/1 | 0 | </44/0/1>;dim=2",
                "/44/0/1 | 1 | </44/0/1>;dim=2,</44/0/1/0>,</44/0/1/1>",
                "/44/0/4 | 1 | </44/0/4>",
            })
    @Proves("DM-09")
    void discoversAsDeepAsAsked(String path, int depth, String links) {
        assertEquals("205 " + links, bench.ask(discover(path, depth)));
    }

    @Test
    void anOldServerGetsTheUsualDepthWhateverItAsks() {
        bench.server.version = Version.V1_1;
        assertEquals(bench.ask(discover("/44/0")), bench.ask(discover("/44/0", 3)));
    }

    @ParameterizedTest
    @CsvSource({
        "/,405",
        "/44/0/1/0,405",
        "/44/1,404",
        "/9,404",
        "/44/0/5,404",
        "/44/0/7,404",
        "/44/0/99,404",
        "/0,401",
        "/21/0,401",
        "/23,401"
    })
    void discoverAnswersTheCodeForWhatItCannotShow(String path, String code) {
        assertEquals(code, bench.ask(discover(path)));
    }

    @Test
    void discoverShowsTheServersDefaultsOnTheObject() {
        bench.server.shortest = Optional.of(Duration.ofSeconds(1));
        bench.server.longest = Optional.of(Duration.ofSeconds(10));
        bench.ask(attach("/44/0", "pmax=200"));
        assertEquals("205 </44>;pmin=1;pmax=10,</44/0>;pmax=200", bench.ask(discover("/44", 1)));
    }

    @Test
    @Proves({"ATT-07", "ATT-15", "DM-07"})
    void attributesAreKeptForEachServerApart() {
        var other = new TestServer(2);
        bench.ask(attach("/44/0", "pmin=5"));
        bench.ask(other, attach("/44/0", "pmin=7"));
        assertEquals("205 </44/0>;pmin=5", bench.ask(discover("/44/0", 0)));
        assertEquals("205 </44/0>;pmin=7", bench.ask(other, discover("/44/0", 0)));
        bench.device.forget(1);
        assertEquals("205 </44/0>", bench.ask(discover("/44/0", 0)));
        assertEquals("205 </44/0>;pmin=7", bench.ask(other, discover("/44/0", 0)));
    }

    @Test
    @Proves("ATT-09")
    void anUnsetAttributeIsGoneAndTheOneAboveCountsAgain() {
        bench.ask(attach("/44/0", "pmin=5&pmax=9"));
        bench.ask(attach("/44/0/0", "pmin=6&st=1"));
        assertEquals("205 </44/0/0>;pmin=6;pmax=9;st=1", bench.ask(discover("/44/0/0")));
        assertEquals("204", bench.ask(attach("/44/0/0", "", Attribute.PMIN)));
        assertEquals("205 </44/0/0>;pmin=5;pmax=9;st=1", bench.ask(discover("/44/0/0")));
        assertEquals("204", bench.ask(attach("/44/0/0", "pmax=3", Attribute.PMIN, Attribute.ST)));
        assertEquals("205 </44/0/0>;pmin=5;pmax=3", bench.ask(discover("/44/0/0")));
    }

    @Test
    @Proves("ATT-15")
    void attributesOfWhatIsDeletedAreGone() {
        bench.ask(attach("/44/0", "pmin=5"));
        bench.ask(delete("/44/0"));
        bench.ask(Bench.create("/44", "/44/0/0=1"));
        assertEquals("205 </44/0>", bench.ask(discover("/44/0", 0)));
    }

    @ParameterizedTest
    @Proves("ATT-10")
    @CsvSource({
        "/44/0/0, pmin=0&pmax=0&gt=5&lt=-1.5&st=1.25, 204",
        "/44/0/0, epmin=1&epmax=2&con=1&hqmax=3, 204",
        "/3303/0/5850, edge=1, 204",
        "/44/0/1/1, pmin=1, 204",
        // where they can't be
        "/44, gt=5, 400",
        "/44/0, st=5, 400",
        "/44/0, edge=1, 400",
        "/44/0/0, edge=1, 400",
        "/44/0/1, gt=1, 400",
        "/3303/0/5850, gt=1, 400",
        "/44/0/4, pmin=1, 405",
        "/44/0/3, pmin=1, 405",
        "/44/0/5, pmin=1, 405",
        "/44/0/0/0, pmin=1, 405",
        "/, pmin=1, 405",
        // what is not there
        "/44/1, pmin=1, 404",
        "/44/0/6, pmin=1, 404",
        "/44/0/1/9, pmin=1, 404",
        "/0, pmin=1, 401",
        "/21/0/0, pmin=1, 401",
    })
    void attachesWhatFitsAndRefusesTheRest(String path, String attributes, String code) {
        assertEquals(code, bench.ask(attach(path, attributes)));
    }

    @Test
    @Proves("ATT-10")
    void attributesMustGoTogetherWithThoseAlreadyThere() {
        assertEquals("204", bench.ask(attach("/44/0/0", "gt=5&lt=1")));
        assertEquals("400", bench.ask(attach("/44/0/0", "lt=5")));
        assertEquals("400", bench.ask(attach("/44/0/0", "st=2")));
        assertEquals("204", bench.ask(attach("/44/0/0", "lt=5", Attribute.GT)));
        assertEquals("400", bench.ask(attach("/44/0/0", "pmin=1", Attribute.PMIN)));
        assertEquals("205 </44/0/0>;lt=5", bench.ask(discover("/44/0/0")));
        assertEquals("204", bench.ask(attach("/44/0", "epmin=5")));
        assertEquals("400", bench.ask(attach("/44/0", "epmax=5")));
        assertEquals("204", bench.ask(attach("/44/0", "epmax=6")));
        assertEquals("400", bench.ask(attach("/44/0", "epmin=6")));
        assertEquals("205 </44/0>;epmin=5;epmax=6", bench.ask(discover("/44/0", 0)));
    }

    @Test
    void contradictingConditionsOfTwoLevelsCountAsNone() {
        bench.ask(attach("/3303/0/5800", "gt=5&pmin=1"));
        assertEquals("204", bench.ask(attach("/3303/0/5800/0", "lt=7")));
        bench.ask(Bench.observe("/3303/0/5800/0", 1));
        kitchen.history.put(0, 22L);
        bench.device.changed(kitchen, 5800);
        bench.pass(1);
        assertEquals(List.of("22"), bench.server.news());
    }

    @Test
    void anOlderVersionHasFewerAttributesAndLevels() {
        bench.server.version = Version.V1_0;
        assertEquals("400", bench.ask(attach("/44/0/0", "epmin=1")));
        assertEquals("400", bench.ask(attach("/44/0/0", "", Attribute.CON)));
        assertEquals("405", bench.ask(attach("/44/0/1/0", "pmin=1")));
        bench.server.version = Version.V1_1;
        assertEquals("204", bench.ask(attach("/44/0/1/0", "epmin=1")));
        assertEquals("400", bench.ask(attach("/44/0/0", "hqmax=1")));
    }
}
