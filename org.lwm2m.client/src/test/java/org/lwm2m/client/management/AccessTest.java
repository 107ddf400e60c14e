package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lwm2m.client.management.Bench.attach;
import static org.lwm2m.client.management.Bench.cancel;
import static org.lwm2m.client.management.Bench.create;
import static org.lwm2m.client.management.Bench.delete;
import static org.lwm2m.client.management.Bench.discover;
import static org.lwm2m.client.management.Bench.execute;
import static org.lwm2m.client.management.Bench.observe;
import static org.lwm2m.client.management.Bench.read;
import static org.lwm2m.client.management.Bench.replace;
import static org.lwm2m.client.management.Bench.update;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.testing.Proves;

/** Which operations get through to what, and composites over all of it. */
class AccessTest {

    private final Bench bench = new Bench(
            Limits.USUAL,
            ContentFormat.TEXT,
            ContentFormat.TLV,
            ContentFormat.SENML_JSON,
            ContentFormat.SENML_CBOR,
            ContentFormat.ETCH_CBOR);
    private final Kitchen kitchen = bench.kitchen(0);
    private final Box box = bench.box(0);

    @ParameterizedTest
    @ValueSource(ints = {0, 21, 23})
    @Proves("DM-28")
    void noOperationReachesAnObjectThatServersMayNotSee(int secret) {
        var hidden = new Box(0);
        bench.device.add(secret, ObjectVersion.V1_0, "", hidden);
        var object = "/" + secret;
        var requests = List.of(
                read(object),
                read(object + "/0/0"),
                read(object + "/7"),
                discover(object),
                discover(object + "/0"),
                replace(object + "/0/0", "1"),
                update(object + "/0", object + "/0/0=1"),
                attach(object, "pmin=1"),
                attach(object + "/0/0", "pmin=1"),
                execute(object + "/0/4", ""),
                create(object, object + "/1/0=1"),
                delete(object + "/0"),
                observe(object + "/0", 1),
                cancel(object + "/0", 1),
                new Downlink.ReadComposite(etch(object + "/0"), Optional.empty()),
                new Downlink.ObserveComposite(etch(object + "/0"), Token.of(1), Optional.empty(), Bench.attributes("")),
                new Downlink.WriteComposite(etch(object + "/0/0=1")));
        requests.forEach(request -> assertEquals("401", bench.ask(request), request.toString()));
        assertEquals(List.of(), hidden.calls);
    }

    @ParameterizedTest
    @CsvSource({
        // resource, read, write, execute
        "0, 205 /44/0/0=1, 204, 405",
        "2, 205 /44/0/2=fixed, 405, 405",
        "3, 405, 204, 405",
        "4, 405, 405, 204",
        "5, 405, 405, 405",
    })
    @Proves("MOD-05")
    void aResourceTakesTheOperationsThatItsDefinitionAllows(int resource, String read, String write, String execute) {
        var path = "/44/0/" + resource;
        assertEquals(read, bench.ask(read(path)));
        assertEquals(execute, bench.ask(execute(path, "")));
        assertEquals(write, bench.ask(replace(path, path + (resource == 3 ? "=00" : "=1"))));
    }

    @Test
    @Proves("DM-24")
    void aCompositeReadsWhatThereIs() {
        assertEquals(
                "205 /3303/0/5701=Cel\n/44/0/1/0=red\n/44/0/1/1=green\n/44/0/0=1",
                bench.ask(composite("/3303/0/5701\n/44/0/1\n/9\n/44/0/5\n/0/0\n/44/0/1/1\n/44/0/0")));
        assertEquals("205 ", bench.ask(composite("/9")));
        assertEquals(
                "205 /44/0/0=1\n/44/0/1/0=red\n/44/0/1/1=green\n/44/0/2=fixed\n/3303/0/5700=22.5\n/3303/0/5701=Cel"
                        + "\n/3303/0/5750=1\n/3303/0/5800/0=20\n/3303/0/5800/1=21\n/3303/0/5850=false"
                        + "\n/3303/0/5900=65535:65535",
                bench.ask(composite("/")));
        assertEquals("400", bench.ask(composite("")));
        var text = new Downlink.ReadComposite(Content.text("/44"), Optional.empty());
        assertEquals("415", bench.ask(text));
        var tlv = new Downlink.ReadComposite(etch("/44"), Optional.of(ContentFormat.TLV));
        assertEquals("406", bench.ask(tlv));
    }

    @Test
    void aCompositeWritesHereAndThere() {
        assertEquals("204", bench.ask(patch("/44/0/0=3\n/44/0/1/7=blue\n/44/0/1/0=none\n/3303/0/5701=K")));
        assertEquals("205 /44/0/0=3\n/44/0/1/1=green\n/44/0/1/7=blue\n/44/0/2=fixed", bench.ask(read("/44/0")));
        assertEquals("K", kitchen.units);
    }

    @ParameterizedTest
    @CsvSource({
        "/44/0/0=11, 400",
        "/44/0/0=3;/44/0/0=4, 400",
        "/44/0/2=x, 405",
        "/44/1/0=3, 404",
        "/44/0/99=3, 404",
        "/44/0/1/9=none, 404",
        "/44/0/0=9, 409",
        "/44/0=x, 405",
        "/21/0/0=x, 401",
    })
    @Proves("DM-25")
    void aCompositeWritesNothingIfAnyPartOfItMayNotBe(String bad, String code) {
        for (var content : List.of("/3303/0/5701=K\n" + bad, bad + "\n/3303/0/5701=K")) {
            assertEquals(code, bench.ask(patch(content.replace(';', '\n'))));
            assertEquals("Cel", kitchen.units);
            assertEquals("Int[value=1]", box.at("/44/0/0"));
        }
    }

    @Test
    void readsForOurselvesWhatThereIs() {
        var entries = bench.device.read(1, List.of(Path.of(44, 0, 0), Path.of(44, 7), Path.of(3303, 0, 5701)));
        assertEquals(
                List.of(Path.of(44, 0, 0), Path.of(3303, 0, 5701)),
                entries.toCompletableFuture().join().stream()
                        .map(entry -> entry.path())
                        .toList());
    }

    private static Downlink composite(String paths) {
        return new Downlink.ReadComposite(etch(paths), Optional.empty());
    }

    private static Downlink patch(String content) {
        return new Downlink.WriteComposite(new Content(ContentFormat.SENML_CBOR, Bytes.utf8(content)));
    }

    private static Content etch(String text) {
        return new Content(ContentFormat.ETCH_CBOR, Bytes.utf8(text));
    }
}
