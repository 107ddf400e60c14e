package org.lwm2m.object.appdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.object.Unsettable;
import org.lwm2m.model.binaryappdatacontainer.AppDataListener;
import org.lwm2m.model.binaryappdatacontainer.BinaryAppDataContainer;
import org.lwm2m.testing.Proves;

class ContainersTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    void areThoseThatAreConfigured() {
        assertEquals(Map.of(), containers(Map.of()).instances());
        var containers = containers(Map.of("instances", "0, 7, x, 12345"));
        assertEquals(List.of(0, 7), List.copyOf(containers.instances().keySet()));
        refused(
                Status.METHOD_NOT_ALLOWED,
                () -> containers.delete(7, containers.instances().get(7)));
    }

    @Test
    @Proves("OBJ-19")
    void areMadeByServersUpToABound() {
        var containers = containers(Map.of("instances", "0", "instances.max", 2));
        var first = containers.create(1);
        containers.create(2);
        refused(Status.METHOD_NOT_ALLOWED, () -> containers.create(3));
        containers.delete(1, first);
        containers.create(3);
        refused(Status.METHOD_NOT_ALLOWED, () -> containers.create(4));
    }

    @Test
    @Proves("OBJ-19")
    void keepWhatWasWritten() {
        var container = containers(Map.of()).create(0);
        assertEquals(Map.of(), container.data());
        container.data(Map.of(0, Bytes.utf8("a"), 4, Bytes.utf8("b")));
        container.dataPriority(BinaryAppDataContainer.LATEST);
        container.dataCreationTime(Instant.EPOCH);
        container.dataDescription("meter reading");
        container.dataFormat("text");
        container.appId(65_535);
        assertEquals(Map.of(0, Bytes.utf8("a"), 4, Bytes.utf8("b")), container.data());
        assertEquals(2, container.dataPriority());
        assertEquals(Instant.EPOCH, container.dataCreationTime());
        assertEquals("meter reading", container.dataDescription());
        assertEquals("text", container.dataFormat());
        assertEquals(65_535, container.appId());
    }

    @Test
    void haveNothingOptionalUntilItIsWrittenOrAfterItIsTakenAway() {
        var container = containers(Map.of()).create(0);
        container.dataPriority(1);
        container.dataCreationTime(Instant.EPOCH);
        container.dataDescription("x");
        container.dataFormat("y");
        container.appId(1);
        for (var resource = 0; resource <= 6; resource++) {
            ((Unsettable) container).unset(resource);
        }
        var getters = List.<Executable>of(
                container::dataPriority,
                container::dataCreationTime,
                container::dataDescription,
                container::dataFormat,
                container::appId);
        getters.forEach(getter -> assertThrows(Absent.class, getter));
    }

    @Test
    void refuseWhatIsTooMuchAndKeepWhatTheyHave() {
        var container = containers(Map.of("bytes.max", 4)).create(0);
        container.data(Map.of(0, Bytes.utf8("1234")));
        refused(Status.TOO_LARGE, () -> container.data(Map.of(0, Bytes.utf8("123"), 1, Bytes.utf8("45"))));
        assertEquals(Map.of(0, Bytes.utf8("1234")), container.data());
        refused(Status.BAD_REQUEST, () -> container.dataPriority(255));
        refused(Status.BAD_REQUEST, () -> container.dataPriority(-1));
        refused(Status.BAD_REQUEST, () -> container.appId(65_536));
        refused(Status.BAD_REQUEST, () -> container.dataDescription("ü".repeat(17)));
        refused(Status.BAD_REQUEST, () -> container.dataFormat("x".repeat(33)));
    }

    @Test
    void tellApplicationsWhatServersDo() {
        var containers = containers(Map.of());
        AppDataListener failing = (instance, resource, container) -> {
            throw new IllegalStateException("full");
        };
        containers.listeners = List.of(failing, listener());
        var container = containers.create(3);
        container.data(Map.of(0, Bytes.utf8("a")));
        container.appId(9);
        containers.delete(3, container);
        assertEquals(List.of("3/0 [0]", "3/5 [0]", "3 deleted"), heard);
    }

    @Test
    void tellNothingOfWhatWasRefused() {
        var containers = containers(Map.of("bytes.max", 1));
        containers.listeners = List.of(listener());
        var container = containers.create(0);
        refused(Status.TOO_LARGE, () -> container.data(Map.of(0, Bytes.utf8("12"))));
        assertEquals(List.of(), heard);
    }

    @Test
    void takeADefaultForWhatIsBad() {
        var containers = containers(Map.of("instances.max", -1, "bytes.max", "many"));
        for (var i = 0; i < 16; i++) {
            containers.create(i).data(Map.of(0, Bytes.of(new byte[65_536])));
        }
        refused(Status.METHOD_NOT_ALLOWED, () -> containers.create(16));
    }

    @Test
    @Proves("OBJ-19")
    void haveEveryResourceOfTheDefinition() {
        var definition = ObjectInterface.of(BinaryAppDataContainer.class);
        var container = containers(Map.of()).create(0);
        for (var id : definition.definition().resources().keySet()) {
            assertTrue(ObjectInterface.has(container, definition.reader(id).orElseThrow()), () -> "resource " + id);
            assertTrue(ObjectInterface.has(container, definition.writer(id).orElseThrow()), () -> "resource " + id);
        }
    }

    private AppDataListener listener() {
        return new AppDataListener() {
            @Override
            public void written(int instance, int resource, BinaryAppDataContainer container) {
                heard.add(instance + "/" + resource + " " + container.data().keySet());
            }

            @Override
            public void deleted(int instance) {
                heard.add(instance + " deleted");
            }
        };
    }

    private static void refused(Status status, Executable request) {
        assertEquals(status, assertThrows(LwM2mException.class, request).status());
    }

    /** What Config Admin would hand over: a value of a wrong type throws when it is asked for. */
    private static Containers containers(Map<String, Object> values) {
        return new Containers((Containers.Config) Proxy.newProxyInstance(
                Containers.Config.class.getClassLoader(),
                new Class<?>[] {Containers.Config.class},
                (self, method, a) ->
                        values.getOrDefault(method.getName().replace('_', '.'), method.getDefaultValue())));
    }
}
