package org.lwm2m.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.LinkCodec;

/** What holds for a codec of links: the specification's samples to the letter, and what clients send besides. */
public abstract class LinkCodecContract {

    private static final String NORDIC = "</>;ct=110,112,11543;hb,<1/0>,<3/0>";

    protected abstract LinkCodec codec();

    /** Samples of the specification, and more of their kind: what is read is written just so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "</1/0>,</1/1>,</2/0>,</3/0>,</4/0>,</5>",
                "</>;ct=\"110 112 60\",</1/0>,</3/0>",
                "</>;rt=\"oma.lwm2m\";ct=11543,</1/0>",
                "</lwm2m>;rt=\"oma.lwm2m\",</lwm2m/1/0>,</lwm2m/3/0>",
                "</44>;ver=2.2,</44/0>",
                "</44/0>;ver=2.2",
                "</3/0/7>;dim=2;pmin=10;pmax=60;gt=50;lt=42.2,</3/0/7/0>,</3/0/7/1>;lt=45",
                "</>;lwm2m=1.2,</0/0>,</0/1>;ssid=101;uri=\"coaps://server1.example.com\",</1/0>;ssid=101",
                "</3303/0/5700>;lt=-10.5",
                "</d01/3303/0>",
                "</>;hb"
            })
    void readsAndWritesTheSpecification(String text) {
        assertEquals(text, codec().encode(codec().decode(text)));
    }

    @Test
    void saysWhatIsSaidAboutEachPath() {
        var links = codec().decode("</3/0/7>;dim=2;gt=50,</3/0/7/1>;lt=45,</5>");
        assertEquals(
                List.of(
                        new Link(Path.of(3, 0, 7), Map.of("dim", "2", "gt", "50")),
                        new Link(Path.of(3, 0, 7, 1), Map.of("lt", "45")),
                        Link.of(Path.of(5))),
                links);
    }

    @Test
    void keepsTheOrderOfParameters() {
        var parameters = new LinkedHashMap<String, String>();
        for (var name : List.of("z", "b", "y", "a", "x", "c")) {
            parameters.put(name, "1");
        }
        var text = codec().encode(List.of(new Link(Path.of(3), parameters)));
        assertEquals("</3>;z=1;b=1;y=1;a=1;x=1;c=1", text);
        assertEquals(
                List.copyOf(parameters.keySet()),
                List.copyOf(codec().decode(text).get(0).parameters().keySet()));
    }

    @Test
    void givesBackAnyTextAsAValue() {
        for (var value : List.of("a b", "a\"b", "\\", "a,b;c=d", "<3/0>", "ä", "1e3", " ")) {
            var link = new Link(Path.of(3), Map.of("p", value));
            assertEquals(List.of(link), codec().decode(codec().encode(List.of(link))));
        }
    }

    @Test
    void readsWhatClientsSend() {
        assertReads("</1/0>,</3/0>", "</1/0>, </3/0>");
        assertReads("</1/0>,</3/0>", " </1/0> ,\r\n\t</3/0>\n");
        assertReads("</1/0>,</3/0>", "</1/0/>,</3/0/>");
        assertReads("</1/0>,</3/0>", "<1/0>,<3/0>");
        assertReads("</44>;ver=1.1", "</44>;ver=\"1.1\"");
        assertReads("</44>;ver=1.1;ct=110", "</44> ; ver = 1.1 ; ct = \"110\"");
        assertReads("</>;ct=\"110 112 11543\";hb,</1/0>,</3/0>", NORDIC);
        assertReads("</>;ct=\"110 112\",</1/0>", "</>;ct=110, 112 ,</1/0>");
        assertReads("</>;obs;if=\"core.s\";title=\"a, b\",</1/0>", "</>;obs;if=core.s;title=\"a, b\",</1/0>");
        assertReads("</3>;a=1", "</3>;a=1;a=2");
        assertReads("</3>;a", "</3>;a=");
    }

    @Test
    void leavesOutWhatIsNoPath() {
        var text = "<http://example.com/3>,</3/0>,</3/0/7/1/9>,</70000>,</03/0>,</3//0>,<//3>,</3/a>";
        assertReads("</3/0>", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</2/0></2/1>",
                "/2/0",
                "</2/0",
                "</2/0>,",
                ",</2/0>",
                "</2/0>,,</2/1>",
                "</2/0>;",
                "</2/0>;=1",
                "</2/0>;a>=1",
                "</2/0>;a b=1",
                "</2/0>;a=\"1",
                "</2/0>;a=\"1\\",
                "</2/0>;a=\"1\"b",
                "</2/0>;a</2/1>",
                "</2/0>;a=1</2/1>",
                "</2/0>;a=b\"c\"",
                "</2/0> </2/1>",
                "</2/0>x",
                "hello"
            })
    void refusesWhatIsNoListOfLinks(String text) {
        var failure = assertThrows(LwM2mException.class, () -> codec().decode(text));
        assertEquals(Status.BAD_REQUEST, failure.status(), failure.getMessage());
    }

    @Test
    void refusesToWriteWhatCouldNotBeRead() {
        for (var name : List.of("", "a b", "a;b", "a=b", "a,b", "<a>")) {
            var links = List.of(new Link(Path.of(3), Map.of(name, "1")));
            var failure = assertThrows(LwM2mException.class, () -> codec().encode(links));
            assertEquals(Status.NOT_ACCEPTABLE, failure.status());
        }
    }

    @Test
    void readsTheListOfALargeClient() {
        var text = IntStream.range(0, 5000)
                .mapToObj(each -> "</3303/" + each + ">")
                .collect(Collectors.joining(","));
        assertEquals(5000, codec().decode(text).size());
    }

    @Test
    @Proves("FMT-19")
    void boundsWhatItReads() {
        for (var text : List.of(
                "</3>" + ",</3>".repeat(30_000),
                "</3>" + ",</3>".repeat(500_000),
                "</3>;a=\"" + "x".repeat(5_000_000) + "\"")) {
            assertEquals(
                    Status.TOO_LARGE,
                    assertThrows(LwM2mException.class, () -> codec().decode(text))
                            .status());
        }
        var many = IntStream.range(0, 10_000).mapToObj(each -> ";p" + each).collect(Collectors.joining("", "</3>", ""));
        assertEquals(
                Status.TOO_LARGE,
                assertThrows(LwM2mException.class, () -> codec().decode(many)).status());
    }

    @Test
    void isQuickWithWhatIsLongAndOdd() {
        for (var part : List.of(
                "<",
                ">",
                ";",
                ",",
                "\"",
                "\\",
                "<>",
                "</>;",
                "</3>;a=1,",
                "=,",
                "a",
                ",1",
                " ",
                ", ",
                "</3>;a=\"\\\"")) {
            var text = "</3>;a=" + part.repeat(200_000 / part.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> endsWell(text));
        }
    }

    @Test
    void endsWellOnNoise() {
        var random = new Random(20260101);
        var letters = "<>/;,=\" \\0123456789act.".toCharArray();
        for (var round = 0; round < 50_000; round++) {
            var text = new StringBuilder(round % 2 == 0 ? "" : NORDIC);
            for (var i = random.nextInt(20); i >= 0; i--) {
                text.insert(random.nextInt(text.length() + 1), letters[random.nextInt(letters.length)]);
            }
            endsWell(text.toString());
        }
    }

    private void endsWell(String text) {
        try {
            codec().decode(text);
        } catch (LwM2mException e) {
            assertTrue(Set.of(Status.BAD_REQUEST, Status.TOO_LARGE).contains(e.status()), e.getMessage());
        }
    }

    private void assertReads(String meant, String text) {
        assertEquals(codec().decode(meant), codec().decode(text), text);
    }
}
