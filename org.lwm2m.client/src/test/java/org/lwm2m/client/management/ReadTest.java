package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.client.management.Bench.discover;
import static org.lwm2m.client.management.Bench.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.testing.Proves;

class ReadTest {

    private final Bench bench = new Bench();
    private final Kitchen kitchen = bench.kitchen(0);
    private final Box box = bench.box(0, 2);

    @Test
    void readsAResourceAsTextAndAnInstanceAsLines() {
        assertEquals("205 22.5", bench.ask(read("/3303/0/5700")));
        assertEquals("""
                205 /3303/0/5700=22.5
                /3303/0/5701=Cel
                /3303/0/5750=1
                /3303/0/5800/0=20
                /3303/0/5800/1=21
                /3303/0/5850=false
                /3303/0/5900=65535:65535""", bench.ask(read("/3303/0")));
        assertEquals("205 21", bench.ask(read("/3303/0/5800/1")));
        assertEquals("205 /3303/0/5800/0=20\n/3303/0/5800/1=21", bench.ask(read("/3303/0/5800")));
    }

    @Test
    @Proves("DM-05")
    void leavesOutWhatCannotBeReadUnlessItIsAskedFor() {
        assertEquals("205 /44/2/0=1\n/44/2/1/0=red\n/44/2/1/1=green\n/44/2/2=fixed", bench.ask(read("/44/2")));
        assertEquals("405", bench.ask(read("/44/2/3")));
        assertEquals("405", bench.ask(read("/44/2/4")));
        assertEquals("405", bench.ask(read("/44/2/5")));
    }

    @Test
    void aGetterThatFailsDoesNotTakeTheRestOfItsInstanceWithIt() {
        kitchen.broken = true;
        assertEquals("500", bench.ask(read("/3303/0/5850")));
        assertFalse(bench.ask(read("/3303/0")).contains("5850"));
        assertTrue(bench.ask(read("/3303/0")).contains("5900"));
        assertTrue(bench.ask(discover("/3303/0")).contains("</3303/0/5850>"));
        kitchen.broken = false;
        assertTrue(bench.ask(read("/3303/0")).contains("/3303/0/5850=false"));
    }

    @Test
    void readsAllInstancesOfAnObject() {
        kitchen.history.clear();
        bench.kitchen(4).value = -3;
        assertEquals("""
                205 /3303/0/5700=22.5
                /3303/0/5701=Cel
                /3303/0/5750=1
                /3303/0/5800=none
                /3303/0/5850=false
                /3303/0/5900=65535:65535
                /3303/4/5700=-3.0
                /3303/4/5701=Cel
                /3303/4/5750=1
                /3303/4/5800/0=20
                /3303/4/5800/1=21
                /3303/4/5850=false
                /3303/4/5900=65535:65535""", bench.ask(read("/3303")));
    }

    @Test
    @Proves("DM-06")
    void answersNotFoundForWhatIsNotThere() {
        assertEquals("404", bench.ask(read("/9")));
        assertEquals("404", bench.ask(read("/44/1")));
        assertEquals("404", bench.ask(read("/44/0/6")));
        assertEquals("404", bench.ask(read("/44/0/8")));
        assertEquals("404", bench.ask(read("/44/0/1/2")));
        kitchen.level = -1;
        assertEquals("404", bench.ask(read("/3303/0/5750")));
        assertEquals("205 Cel", bench.ask(read("/3303/0/5701")));
    }

    @ParameterizedTest
    @CsvSource({"/,405", "/44/0/0/0,405", "/0,401", "/0/0/0,401", "/21,401", "/23/0,401"})
    void refusesLevelsThatThereAreNotAndObjectsThatNoServerSees(String path, String code) {
        bench.device.add(0, ObjectVersion.V1_0, "", box);
        assertEquals(code, bench.ask(read(path)));
    }

    @Test
    void answersNotAllowedForAnInstanceWithoutNumber() {
        assertEquals("405", bench.ask(new Downlink.Read(Path.of(44, Path.ABSENT, 0), Optional.empty())));
    }

    @Test
    @Proves("DM-04")
    void answersNotAcceptableForAFormatThatItCannotProduce() {
        assertEquals("406", bench.ask(read("/44/0/0", ContentFormat.SENML_JSON)));
        assertEquals("406", bench.ask(read("/44/0", ContentFormat.TEXT)));
        assertEquals("406", bench.ask(read("/44/0/1", ContentFormat.TEXT)));
        assertEquals("406", bench.ask(read("/44/0/0", ContentFormat.OPAQUE)));
        assertEquals("406", bench.ask(read("/44/0/0", ContentFormat.LINK)));
        assertEquals("205 /44/0/0=1", bench.ask(read("/44/0/0", ContentFormat.TLV)));
    }

    @ParameterizedTest
    @CsvSource({
        // version, resource, codecs, format of the answer
        "1.0, /44/0/0, 0 11542, 0",
        "1.0, /44/0/0, 11542, 11542",
        "1.0, /44/0/1, 0 11542, 11542",
        "1.0, /44/0, 11542 11543, 11542",
        "1.0, /44/0, 11543 112, 11543",
        "1.1, /44/0/0, 0 11542, 0",
        "1.1, /44/0, 0 11542, 11542",
        "1.1, /44/0, 11542 110 112 11544, 112",
        "1.1, /44/0/0, 0 110, 110",
        "1.2, /44/0, 11542 110 112 11544, 11544",
        "1.2, /44/0, 11542 110 112, 112",
        "1.2, /44, 11542 110, 110",
        "1.2, /44/0/0, 0 42 11542, 0",
        "1.2, /46/0/0, 0 42 11542, 42",
        "1.2, /46/0/0, 0 11542, 0",
    })
    @Proves("DM-03")
    void choosesTheFormatByVersionAndCodecsIfNoneIsAskedFor(String version, String path, String codecs, int format) {
        var formats = Arrays.stream(codecs.split(" "))
                .map(number -> new ContentFormat(Integer.parseInt(number)))
                .toArray(ContentFormat[]::new);
        var other = new Bench(Limits.USUAL, formats);
        other.box(0);
        var octets = new Box();
        octets.ids.add(0);
        octets.values.put(Path.of(46, 0, 0), new Value.Opaque(Bytes.hex("0102")));
        other.device.add(46, ObjectVersion.V1_0, "", octets);
        other.server.version = Version.of(version).orElseThrow();
        var answer = other.send(other.server, read(path)).toCompletableFuture().join();
        assertEquals(format, answer.content().orElseThrow().format().number());
    }

    @Test
    void waitsForACodecThatJustWentButNotForOneThatNeverWas() {
        bench.codecs.go(ContentFormat.TLV);
        var waiting = bench.send(bench.server, read("/44/0", ContentFormat.TLV));
        assertEquals("waits", Bench.answer(waiting));
        bench.codecs.come(ContentFormat.TLV);
        assertEquals("205", Bench.answer(waiting).substring(0, 3));
        bench.codecs.go(ContentFormat.TLV);
        var gone = bench.send(bench.server, read("/44/0"));
        bench.pass(3);
        assertEquals("406", Bench.answer(gone));
        assertEquals("406", bench.ask(read("/44/0")));
    }

    @Test
    void aFailureIsAnsweredWithoutDetails() {
        var response = bench.send(bench.server, read("/44/0/0"));
        assertEquals("205 1", Bench.answer(response));
        bench.device.add(45, ObjectVersion.V1_0, "", failing());
        var failed =
                bench.send(bench.server, read("/45/0")).toCompletableFuture().join();
        assertEquals(Status.INTERNAL_ERROR, failed.status());
        assertEquals(Optional.empty(), failed.content());
    }

    private static ManagedObject failing() {
        return new ManagedObject() {
            @Override
            public Set<Integer> instances() {
                return Set.of(0);
            }

            @Override
            public CompletionStage<List<Entry>> read(Path path) {
                throw new IllegalStateException("secret");
            }
        };
    }
}
