package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.create;
import static org.lwm2m.client.management.Bench.delete;
import static org.lwm2m.client.management.Bench.execute;
import static org.lwm2m.client.management.Bench.observe;
import static org.lwm2m.client.management.Bench.read;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Content;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.testing.Proves;

/** Execute, Create and Delete. */
class ActingTest {

    private final Bench bench = new Bench();
    private final Kitchen kitchen = bench.kitchen(0);
    private final Box box = bench.box(0, 1);

    @Test
    void executesWithArguments() {
        assertEquals("204", bench.ask(execute("/3303/0/5605", "0='T'")));
        assertEquals("reset 0='T'", kitchen.done);
        assertEquals("204", bench.ask(execute("/44/1/4", "")));
        assertEquals(List.of("execute /44/1/4 "), box.calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "2='10.3'", "7,0='https://www.oma.org'", "0,1,2,3,4", "0='',1=''", "0='a b'"})
    @Proves("DM-17")
    void takesArgumentsAsTheGrammarHasThem(String arguments) {
        assertEquals("204", bench.ask(execute("/44/0/4", arguments)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "10",
                "0,",
                ",0",
                "0=",
                "0='",
                "0='a",
                "0=a",
                "0='a'b",
                "0='a\"'",
                "0='a\\'",
                "0='é'",
                "0,0",
                "0='a',0='b'",
                "0 ,1"
            })
    @Proves("DM-17")
    void refusesOtherArguments(String arguments) {
        assertEquals("400", bench.ask(execute("/44/0/4", arguments)));
    }

    @ParameterizedTest
    @CsvSource({
        "/44/0/0,405",
        "/44/0,405",
        "/44,405",
        "/,405",
        "/44/0/4/0,405",
        "/44/0/8,404",
        "/44/7/4,404",
        "/9/0/0,404",
        "/0/0/0,401",
        "/3303/0/5700,405"
    })
    @Proves("DM-18")
    void executesNothingElse(String path, String code) {
        assertEquals(code, bench.ask(execute(path, "")));
        assertEquals("400", bench.ask(execute("/44/0/4", "0='")));
    }

    @Test
    void createsAnInstanceWithItsNumberOrWithTheNextOne() {
        assertEquals("201 44/7", bench.ask(create("/44", "/44/7/0=3\n/44/7/1/2=blue")));
        assertEquals("205 /44/7/0=3\n/44/7/1/2=blue", bench.ask(read("/44/7")));
        assertEquals("201 44/2", bench.ask(create("/44", "/44/#/0=4\n/44/#/1/0=x")));
        assertEquals("205 /44/2/0=4\n/44/2/1/0=x", bench.ask(read("/44/2")));
    }

    @Test
    @Proves("DM-33")
    void createsSeveralInstancesOrNone() {
        assertEquals("201", bench.ask(create("/44", "/44/7/0=3\n/44/8/0=4")));
        assertEquals("400", bench.ask(create("/44", "/44/9/0=3\n/44/10/0=11")));
        box.poison = 12;
        assertEquals("409", bench.ask(create("/44", "/44/11/0=3\n/44/12/0=3")));
        assertEquals(List.of(0, 1, 7, 8), new ArrayList<>(box.ids));
    }

    @ParameterizedTest
    @CsvSource({
        // there already
        "/44, /44/1/0=3, 400",
        "/44, /44/5/0=3;/44/1/0=3, 400",
        // without what must be there
        "/44, /44/5/7=on, 400",
        "/44, '', 400",
        // with what can't be
        "/44, /44/5/0=11, 400",
        "/44, /44/5/0=1;/44/5/0=1, 400",
        "/44, /45/5/0=1, 400",
        "/44, /44/5/0=1;/44/5/1=x, 400",
        // what is read only or unknown is passed over
        "/44, /44/5/0=3;/44/5/2=x;/44/5/99=x;/44/5/4=x, 201 44/5",
        // nothing to create
        "/44/0, /44/0/0=3, 405",
        "/9, /9/0/0=3, 404",
        "/3303, /3303/5/5701=K, 405",
        "/0, /0/5/0=x, 401",
    })
    @Proves("DM-20")
    void refusesToCreateWithTheCodeForIt(String path, String content, String answer) {
        assertEquals(answer, bench.ask(create(path, content.replace(';', '\n'))));
    }

    @Test
    void refusesToCreateFromText() {
        assertEquals("415", bench.ask(new Downlink.Create(Path.of(44), Content.text("x"))));
    }

    @Test
    @Proves({"MOD-04", "MOD-08"})
    void anObjectOfOneInstanceHasTheInstanceZeroOnly() {
        var other = new Bench();
        other.definitions.add(Box.definition(false));
        var single = other.add(new Box());
        assertEquals("400", other.ask(create("/44", "/44/1/0=3")));
        assertEquals("400", other.ask(create("/44", "/44/0/0=3\n/44/1/0=3")));
        assertEquals("201 44/0", other.ask(create("/44", "/44/#/0=3")));
        assertEquals("405", other.ask(create("/44", "/44/0/0=3")));
        assertEquals(List.of(0), new ArrayList<>(single.ids));
    }

    @Test
    @Proves("DM-29")
    void tellsThatTheObjectListChanged() {
        var lists = new ArrayList<String>();
        bench.device.whenLinksChange(() -> lists.add(bench.links(Version.V1_2)));
        bench.ask(create("/44", "/44/7/0=3"));
        bench.ask(delete("/44/0"));
        bench.ask(Bench.replace("/44/1/0", "3"));
        assertEquals(
                List.of(
                        "</44/0>,</44/1>,</44/7>,</3303>;ver=1.1,</3303/0>",
                        "</44/1>,</44/7>,</3303>;ver=1.1,</3303/0>"),
                lists);
    }

    @Test
    @Proves({"DM-21", "DM-22"})
    void deletesInstancesAndResourceInstances() {
        assertEquals("202", bench.ask(delete("/44/0")));
        assertEquals("404", bench.ask(read("/44/0")));
        assertEquals("202", bench.ask(delete("/44/1/1/0")));
        assertEquals("205 /44/1/1/1=green", bench.ask(read("/44/1/1")));
        assertEquals("202", bench.ask(delete("/3303/0/5800/0")));
        assertEquals("205 /3303/0/5800/1=21", bench.ask(read("/3303/0/5800")));
    }

    @ParameterizedTest
    @CsvSource({
        "/3/0,405",
        "/44,405",
        "/,405",
        "/44/0/1,405",
        "/44/0/0/0,405",
        "/44/9,404",
        "/9/0,404",
        "/44/0/1/9,404",
        "/3303/0,405",
        "/3303/0/5800/9,404",
        "/0/0,401",
        "/23/1,401"
    })
    @Proves({"DM-21", "DM-22"})
    void refusesToDeleteWithTheCodeForIt(String path, String code) {
        assertEquals(code, bench.ask(delete(path)));
    }

    @Test
    void deleteOfAResourceInstanceIsNotInVersionOne() {
        bench.server.version = Version.V1_0;
        assertEquals("405", bench.ask(delete("/44/1/1/0")));
    }

    @Test
    void whoObservedWhatIsDeletedIsToldSo() {
        bench.ask(observe("/44/0/0", 1));
        bench.ask(observe("/44", 2));
        bench.ask(delete("/44/0"));
        assertEquals(
                List.of("!404", "/44/1/0=1\n/44/1/1/0=red\n/44/1/1/1=green\n/44/1/2=fixed"),
                bench.server.news().stream().sorted().toList());
    }
}
