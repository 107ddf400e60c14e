package org.lwm2m.server.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ObjectInstance;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.server.Server;
import org.lwm2m.model.temperature.Temperature;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;

/** Objects by their interfaces, as an application asks for them. */
class TypedInstanceTest {

    private final Stage stage = new Stage();
    private final Thing thing = Thing.registered(stage, "thing", "1.1", "</>;ct=110,</1/0>,</3/0>,</3303/2>,</3303/0>");
    private final Client client = stage.client("thing");
    private final ObjectInstance<Temperature> temperature = client.instance(Temperature.class, 0);

    @BeforeEach
    void json() {
        stage.add(new SenmlJsonCodec(Map.of()), 110);
    }

    @Test
    void aResourceIsReadByItsGetterAndComputedWith() {
        says("[{'bn':'/3303/0/5700','v':20}]");
        assertEquals(20.0, stage.done(temperature.read(Temperature::sensorValue)));
        assertEquals(Path.of(3303, 0, 5700), thing.last(Downlink.Read.class).path());
        assertEquals(68.0, stage.done(temperature.read(t -> t.sensorValue() * 1.8 + 32)));
        says("[{'bn':'/3303/0/5701','vs':'Cel'}]");
        assertEquals("C", stage.done(temperature.read(t -> t.sensorUnits().substring(0, 1))));
    }

    @Test
    void aMultipleResourceIsAMap() {
        var device = client.instance(Device.class, 0);
        says("[{'bn':'/3/0/6/','n':'0','v':1},{'n':'1','v':5}]");
        assertEquals(Map.of(0, 1, 1, 5), stage.done(device.read(Device::availablePowerSources)));
        says("[]");
        assertEquals(Map.of(), stage.done(device.read(Device::availablePowerSources)));
    }

    @Test
    void whatIsAbsentIsNoFailureForWhoExpectsIt() {
        thing.answers(request -> Response.of(Status.NOT_FOUND));
        assertEquals(Optional.empty(), stage.done(temperature.find(Temperature::sensorUnits)));
        assertThrows(Absent.class, () -> stage.done(temperature.read(Temperature::sensorUnits)));
        assertThrows(Absent.class, () -> client.as(Temperature.class, 0).sensorUnits());
        says("[{'bn':'/3303/0/5701','vs':'Cel'}]");
        assertEquals(Optional.of("Cel"), stage.done(temperature.find(Temperature::sensorUnits)));
        thing.answers(request -> Response.of(Status.UNAUTHORIZED));
        assertEquals(Status.UNAUTHORIZED, stage.failure(temperature.find(Temperature::sensorUnits)));
        thing.ask(new Uplink.Deregister(thing.location));
        assertEquals(Status.NOT_FOUND, stage.failure(temperature.find(Temperature::sensorUnits)));
    }

    @Test
    void anInstanceIsReadAtOnceAndItsGettersAnswerFromMemory() {
        says("[{'bn':'/3303/0/','n':'5700','v':21.5},{'n':'5701','vs':'Cel'},{'n':'6042','v':3}]");
        var values = stage.done(temperature.read());
        assertEquals(21.5, values.sensorValue());
        assertEquals("Cel", values.sensorUnits());
        assertEquals(3, values.measurementQualityIndicator());
        assertThrows(Absent.class, values::minMeasuredValue);
        assertThrows(LwM2mException.class, () -> values.applicationType("x"));
        assertThrows(LwM2mException.class, values::resetMinAndMaxMeasuredValues);
        assertEquals(1, thing.asked.size());
        assertEquals("values of /3303/0", values.toString());
    }

    @Test
    void oneResourceIsReplacedAndSeveralAreOnePartialUpdate() {
        thing.answers(request -> Response.of(Status.CHANGED));
        var server = client.instance(Server.class, 0);
        stage.done(server.write(Server::lifetime, 60L));
        var one = thing.last(Downlink.Write.class);
        assertEquals(Path.of(1, 0, 1), one.path());
        assertEquals(Mode.REPLACE, one.mode());
        stage.done(server.write(it -> {
            it.lifetime(90);
            it.alternateApnLinks(Map.of(4, new Value.ObjectLink(11, 2)));
        }));
        var both = thing.last(Downlink.Write.class);
        assertEquals(Path.of(1, 0), both.path());
        assertEquals(Mode.PARTIAL_UPDATE, both.mode());
        var text = both.content().bytes().utf8();
        assertTrue(text.contains("90") && text.contains("24/4") && text.contains("11:2"), text);
        stage.done(server.write(it -> {}));
        assertEquals(2, thing.asked.size());
    }

    @Test
    void anExecutableRunsWithAndWithoutArguments() {
        thing.answers(request -> Response.of(Status.CHANGED));
        stage.done(client.instance(Device.class, 0).execute(Device::reboot));
        stage.done(client.instance(Server.class, 0).execute(it -> it.registrationUpdateTrigger("0='U'")));
        assertEquals(
                List.of(new Downlink.Execute(Path.of(3, 0, 4), ""), new Downlink.Execute(Path.of(1, 0, 8), "0='U'")),
                thing.asked);
    }

    @Test
    void anInstanceIsCreatedWithAndWithoutANumberAndDeleted() {
        thing.answers(request -> request instanceof Downlink.Create create
                ? Response.created(create.content().format().equals(ContentFormat.TLV) ? "3303/7" : "3303/5")
                : Response.of(Status.DELETED));
        var created = stage.done(client.create(Temperature.class, it -> it.applicationType("cellar")));
        assertEquals(Path.of(3303, 7), created.path());
        stage.done(client.instance(Temperature.class, 5).create(it -> it.applicationType("attic")));
        var text = thing.last(Downlink.Create.class).content().bytes().utf8();
        assertTrue(text.contains("5/5750") && text.contains("attic"), text);
        assertEquals(List.of("thing/3303/0", "thing/3303/2", "thing/3303/5", "thing/3303/7"), names());
        stage.done(created.delete());
        assertEquals(List.of("thing/3303/0", "thing/3303/2", "thing/3303/5"), names());
    }

    @Test
    void aResourceIsObservedByItsGetter() {
        says("[{'bn':'/3303/0/5700','v':20}]");
        var seen = new ArrayList<Double>();
        var watch = stage.done(temperature.observe(Temperature::sensorValue, seen::add));
        assertEquals(List.of(Path.of(3303, 0, 5700)), watch.paths());
        notifies(watch.token(), "[{'bn':'/3303/0/5700','v':21.5}]");
        assertEquals(List.of(20.0, 21.5), seen);
        watch.close();
        notifies(watch.token(), "[{'bn':'/3303/0/5700','v':22}]");
        assertEquals(List.of(20.0, 21.5), seen);
    }

    @Test
    void aHistoryIsSeenOldestFirstWithItsTimes() {
        says("[{'bn':'/3303/0/5700','v':20}]");
        var seen = new ArrayList<String>();
        var attributes = Attributes.NONE.with(Attribute.PMIN, 5);
        thing.answers(request -> request instanceof Downlink.Observe ? json("[]") : Response.of(Status.CHANGED));
        var watch = stage.done(temperature.observe(
                Temperature::sensorValue,
                attributes,
                (value, time) -> seen.add(value + "@" + time.map(Instant::getEpochSecond))));
        assertEquals(attributes, thing.last(Downlink.WriteAttributes.class).set());
        assertEquals(List.of(), seen);
        var history = "[{'bn':'/3303/0/5700','bt':1700000000,'t':10,'v':2},{'t':0,'v':1},{'t':20,'v':3}]";
        notifies(watch.token(), history);
        assertEquals(List.of("1.0@Optional[1700000000]", "2.0@Optional[1700000010]", "3.0@Optional[1700000020]"), seen);
    }

    @Test
    void anInstanceIsObservedAndAValueOfTheWrongTypeIsNoneAtAll() {
        says("[{'bn':'/3303/0/','n':'5700','v':20},{'n':'5701','vs':'Cel'}]");
        var seen = new ArrayList<String>();
        var watch = stage.done(
                temperature.observe(Attributes.NONE, it -> seen.add(it.sensorValue() + " " + it.sensorUnits())));
        notifies(watch.token(), "[{'bn':'/3303/0/','n':'5700','v':21},{'n':'5701','vs':'K'}]");
        assertEquals(List.of("20.0 Cel", "21.0 K"), seen);
        var values = new ArrayList<Double>();
        says("[{'bn':'/3303/0/5700','v':20}]");
        var one = stage.done(temperature.observe(Temperature::sensorValue, values::add));
        notifies(one.token(), "[{'bn':'/3303/0/5700','vs':'warm'}]");
        notifies(one.token(), "[{'bn':'/3303/0/5700','v':22}]");
        assertEquals(List.of(20.0, 22.0), values);
    }

    @Test
    void aFunctionThatNamesNoneOrSeveralIsRefusedAtOnce() {
        for (var wrong : List.<org.junit.jupiter.api.function.Executable>of(
                () -> temperature.read(it -> 42),
                () -> temperature.read(it -> it.sensorValue() + it.maxMeasuredValue()),
                () -> temperature.execute(it -> {}),
                () -> temperature.execute(it -> it.applicationType("x")),
                () -> temperature.write(it -> it.resetMinAndMaxMeasuredValues()),
                () -> temperature.observe(Object::toString, seen -> {}))) {
            var failure = assertThrows(IllegalArgumentException.class, wrong);
            assertTrue(failure.getMessage().contains("Temperature"), failure.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> client.instance(Runnable.class, 0));
        assertEquals(List.of(), thing.asked);
    }

    @Test
    void aStubMayBeCalledWhereAnswersAreHeard() {
        says("[{'bn':'/3303/0/5700','v':20}]");
        var stub = client.within(Duration.ofSeconds(1)).as(Temperature.class, 0);
        var twice = temperature.read(Temperature::sensorValue).thenApply(value -> value + stub.sensorValue());
        assertEquals(40.0, stage.done(twice));
        thing.answersLater(request -> new CompletableFuture<>());
        var waits = CompletableFuture.supplyAsync(stub::sensorValue);
        while (thing.asked.size() < 3) {
            Thread.onSpinWait();
        }
        stage.time.advance(Duration.ofSeconds(1));
        var late = assertThrows(java.util.concurrent.CompletionException.class, waits::join);
        assertEquals(Status.TIMEOUT, ((LwM2mException) late.getCause()).status());
    }

    private List<String> names() {
        return client.instances(Temperature.class).stream()
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    private void says(String json) {
        thing.answers(request -> json(json));
    }

    private void notifies(org.lwm2m.api.message.Token token, String json) {
        thing.ask(new Uplink.Notify(token, json(json)));
        stage.settle();
    }

    private static Response json(String text) {
        return Response.content(new Content(ContentFormat.SENML_JSON, Bytes.utf8(text.replace('\'', '"'))));
    }
}
