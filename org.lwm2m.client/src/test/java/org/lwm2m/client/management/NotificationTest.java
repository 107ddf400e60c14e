package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.client.management.Bench.attach;
import static org.lwm2m.client.management.Bench.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Value;
import org.lwm2m.testing.Proves;

/** When a server is told what, beside the table of {@link NotificationTableTest}: who, how often, and what it costs. */
class NotificationTest {

    private final Bench bench = new Bench();
    private final Kitchen kitchen = bench.kitchen(0);

    @ParameterizedTest
    @ValueSource(strings = {"/3303", "/3303/0", "/3303/0/5700"})
    @Proves("ATT-08")
    void theNearestLevelCountsAndThenTheServersDefaults(String level) {
        bench.server.shortest = Optional.of(Duration.ofSeconds(4));
        bench.server.longest = Optional.of(Duration.ofSeconds(6));
        bench.ask(attach("/3303", "pmin=20&pmax=30"));
        bench.ask(attach("/3303/0", "pmin=10"));
        bench.ask(attach("/3303/0/5700", "pmin=15"));
        bench.ask(attach("/3303/0/5701", "pmin=1&pmax=1"));
        var last = level.endsWith("5700") ? 15 : level.endsWith("/0") ? 10 : 20;
        assertEquals(last + " " + (last + 30), seconds(run(level, "0:1 1:2 59:2")));
    }

    @Test
    void attributesOfTheRequestPutAllOthersOutOfForce() {
        bench.ask(attach("/3303/0/5700", "pmin=3&pmax=5"));
        bench.server.longest = Optional.of(Duration.ofSeconds(7));
        kitchen.value = 1;
        assertEquals("205 1.0", bench.ask(observe("/3303/0/5700", 1, "st=5")));
        assertEquals("2:6.0 9:5.0", happens("1:2 2:6 3:5 9:2"));
        assertEquals("205 </3303/0/5700>;pmin=3;pmax=5", bench.ask(Bench.discover("/3303/0/5700", 0)));
    }

    @Test
    @Proves("IR-17")
    void serversAreToldEachByItsOwnAttributes() {
        var other = new TestServer(2);
        bench.ask(attach("/3303/0/5700", "pmin=5"));
        kitchen.value = 1;
        bench.ask(observe("/3303/0/5700", 1));
        bench.ask(other, observe("/3303/0/5700", 1));
        set(2);
        assertEquals(List.of(), bench.server.news());
        assertEquals(List.of("2.0"), other.news());
        bench.pass(5);
        assertEquals(List.of("2.0"), bench.server.news());
        bench.ask(Bench.cancel("/3303/0/5700", 1));
        set(3);
        bench.pass(9);
        assertEquals(List.of(), bench.server.news());
        assertEquals(List.of("3.0"), other.news());
    }

    @Test
    void newAttributesCountAtOnce() {
        kitchen.value = 1;
        bench.ask(observe("/3303/0/5700", 1));
        bench.pass(3);
        bench.ask(attach("/3303/0", "pmax=5"));
        assertEquals("2:1.0 7:1.0", happens("8:1"));
        bench.ask(attach("/3303/0", "pmin=4&pmax=60"));
        assertEquals("3:2.0", happens("0:2 8:2"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, false true false true true false, true true",
        "0, false true false true true false, false false",
    })
    @Proves("IR-06")
    void aFlagIsToldOnTheEdgeThatIsWanted(int edge, String values, String told) {
        assertEquals("204", bench.ask(attach("/3303/0/5850", "edge=" + edge)));
        bench.ask(observe("/3303/0/5850", 1));
        for (var on : values.split(" ")) {
            kitchen.on = Boolean.parseBoolean(on);
            bench.device.changed(kitchen, 5850);
            bench.loop.run();
        }
        assertEquals(told, String.join(" ", bench.server.news()));
    }

    @Test
    @Proves("IR-02")
    void theFirstAnswerHasTheValueAndStartsThePeriods() {
        bench.pass(100);
        kitchen.value = 1;
        assertEquals("205 1.0", bench.ask(observe("/3303/0/5700", 1, "pmin=5&pmax=10")));
        assertEquals("5:2.0 15:2.0", happens("1:2 16:2"));
        assertEquals("205 2.0", bench.ask(observe("/3303/0/5700", 2, "pmin=5&pmax=10")));
        assertEquals("10:2.0", happens("11:2"));
    }

    @Test
    @Proves("ATT-16")
    void attributesBelowWhatIsObservedDoNotCount() {
        bench.ask(attach("/3303/0/5700", "gt=45&pmin=20&pmax=30"));
        bench.ask(attach("/3303/0/5701", "pmax=3"));
        assertEquals("1", seconds(run("/3303/0", "0:1 1:2 40:2")));
    }

    @Test
    void anObservedMultipleResourceIsToldWhenOneOfItsValuesCounts() {
        bench.ask(attach("/3303/0/5800", "gt=25"));
        bench.ask(observe("/3303/0/5800", 1));
        kitchen.history.put(0, 24L);
        bench.device.changed(kitchen, 5800);
        bench.loop.run();
        assertEquals(List.of(), bench.server.news());
        kitchen.history.put(1, 26L);
        bench.device.changed(kitchen, 5800);
        bench.loop.run();
        assertEquals(List.of("/3303/0/5800/0=24\n/3303/0/5800/1=26"), bench.server.news());
    }

    @Test
    void aChangeThatNobodyObservesIsNotReadAndAStormOfThemCostsTwoReadingsAndOneNotification() {
        bench.ask(attach("/3303/0", "pmin=5"));
        bench.device.changed(kitchen, 5700);
        bench.pass(9);
        assertEquals(0, kitchen.reads);
        bench.ask(observe("/3303/0/5700", 1));
        for (var i = 0; i < 100; i++) {
            set(i);
        }
        bench.pass(4);
        assertEquals(2, kitchen.reads);
        assertEquals(List.of(), bench.server.news());
        bench.pass(1);
        assertEquals(3, kitchen.reads);
        assertEquals(List.of("99.0"), bench.server.news());
    }

    @Test
    void manyObservationsWaitOnOneTimer() {
        bench.server.longest = Optional.of(Duration.ofSeconds(60));
        for (var path : List.of("/3303", "/3303/0", "/3303/0/5700", "/3303/0/5701", "/3303/0/5750")) {
            bench.ask(observe(path, path.hashCode()));
            bench.pass(1);
        }
        assertEquals(1, bench.loop.timers());
        bench.device.ended(bench.server);
        assertEquals(0, bench.loop.timers());
    }

    /** A seen value is not read, and each one counts. */
    @Test
    void valuesThatComeWithTheirTimeAreNotRead() {
        bench.ask(attach("/3303/0/5700", "gt=45"));
        bench.ask(observe("/3303/0/5700", 1));
        var reads = kitchen.reads;
        for (var value : List.of(44.0, 46.0, 47.0, 44.0)) {
            bench.device.changed(kitchen, 5700, new Value.Real(value), bench.loop.now());
        }
        bench.loop.run();
        assertEquals(List.of("46.0", "44.0"), bench.server.news());
        assertEquals(reads, kitchen.reads);
    }

    private String run(String path, String values) {
        kitchen.value = Double.parseDouble(values.split(" ")[0].substring(2));
        assertTrue(bench.ask(observe(path, 1)).startsWith("205"));
        return happens(values);
    }

    /** Sets values at their seconds; answers what was told at which. */
    private String happens(String values) {
        var told = new ArrayList<String>();
        var start = bench.loop.elapsed();
        for (var each : values.split(" ")) {
            var at = Integer.parseInt(each.split(":")[0]);
            while (bench.loop.elapsed().minus(start).toSeconds() < at) {
                bench.pass(1);
                collect(told, start);
            }
            set(Double.parseDouble(each.split(":")[1]));
            collect(told, start);
        }
        return String.join(" ", told);
    }

    private void collect(List<String> told, Duration start) {
        var second = bench.loop.elapsed().minus(start).toSeconds();
        bench.server.news().forEach(each -> told.add(second + ":" + each));
    }

    private void set(double value) {
        kitchen.value = value;
        bench.device.changed(kitchen, 5700);
        bench.loop.run();
    }

    /** The seconds alone, of notifications that may have several lines. */
    private static String seconds(String told) {
        return Arrays.stream(told.split(" "))
                .filter(each -> each.contains(":"))
                .map(each -> each.split(":")[0])
                .collect(Collectors.joining(" "));
    }
}
