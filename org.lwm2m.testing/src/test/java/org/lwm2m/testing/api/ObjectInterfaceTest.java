package org.lwm2m.testing.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.object.Resource;

class ObjectInterfaceTest {

    private final ObjectInterface boiler = ObjectInterface.of(Boiler.class);

    @Test
    void definesTheObject() {
        var definition = boiler.definition();
        assertEquals(32800, definition.id());
        assertEquals(new ObjectVersion(1, 3), definition.version());
        assertEquals("Steam Boiler", definition.name());
        assertEquals(Version.V1_1, definition.enabler());
        assertTrue(definition.multiple());
        assertTrue(definition.mandatory());
        assertEquals(
                Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                definition.resources().keySet());
        assertSame(Boiler.class, boiler.type());
        assertSame(boiler, ObjectInterface.of(Boiler.class));
    }

    @Test
    void definesEachResource() {
        var read = Set.of(Operation.READ);
        var both = Set.of(Operation.READ, Operation.WRITE);
        var execute = Set.of(Operation.EXECUTE);
        is(new ResourceDefinition(0, "Maker Name", read, ResourceType.STRING, "", "", false, true));
        is(new ResourceDefinition(1, "Target", both, ResourceType.FLOAT, "0..100", "Cel", false, false));
        is(new ResourceDefinition(2, "Steps", both, ResourceType.INTEGER, "", "", false, false));
        is(new ResourceDefinition(3, "Pulses", read, ResourceType.UNSIGNED, "", "", false, false));
        is(new ResourceDefinition(4, "Valves", read, ResourceType.BOOLEAN, "", "", true, false));
        is(new ResourceDefinition(5, "Key", Set.of(Operation.WRITE), ResourceType.OPAQUE, "", "", false, false));
        is(new ResourceDefinition(6, "Started", read, ResourceType.TIME, "", "", false, false));
        is(new ResourceDefinition(7, "Sensor", read, ResourceType.OBJLNK, "", "", false, false));
        is(new ResourceDefinition(8, "Parts", read, ResourceType.CORELNK, "", "", false, false));
        is(new ResourceDefinition(9, "Sealed", Set.of(), ResourceType.BOOLEAN, "", "", false, false));
        is(new ResourceDefinition(10, "Reset", execute, ResourceType.NONE, "", "", false, false));
        is(new ResourceDefinition(11, "Run For", execute, ResourceType.NONE, "", "", false, true));
    }

    @Test
    void findsTheMethodBehindAResource() throws Exception {
        assertEquals(Boiler.class.getMethod("target"), boiler.reader(1).orElseThrow());
        assertEquals(
                Boiler.class.getMethod("target", double.class), boiler.writer(1).orElseThrow());
        assertEquals(
                Boiler.class.getMethod("run", String.class), boiler.executor(11).orElseThrow());
        assertTrue(boiler.reader(5).isEmpty());
        assertTrue(boiler.writer(0).isEmpty());
        assertTrue(boiler.executor(0).isEmpty());
    }

    @Test
    void turnsValuesIntoJavasAndBack() {
        comesBack(0, "Acme", new Value.Text("Acme"));
        comesBack(1, 21.5, new Value.Real(21.5));
        comesBack(2, 7, new Value.Int(7));
        comesBack(3, -1L, new Value.Unsigned(-1));
        comesBack(5, Bytes.hex("01"), new Value.Opaque(Bytes.hex("01")));
        comesBack(6, Instant.EPOCH, new Value.Time(Instant.EPOCH));
        comesBack(7, new Value.ObjectLink(3, 0), new Value.ObjectLink(3, 0));
        comesBack(8, new Value.CoreLinks("</3>"), new Value.CoreLinks("</3>"));
        comesBack(9, true, new Value.Flag(true));
    }

    @Test
    void turnsAMapIntoTheInstancesOfAMultipleResource() {
        Map<Integer, Value> values = Map.of(0, new Value.Flag(true), 7, new Value.Flag(false));
        assertEquals(values, boiler.values(4, Map.of(0, true, 7, false)));
        assertEquals(Map.of(0, true, 7, false), boiler.java(4, values));
        assertEquals(Map.of(), boiler.values(4, Map.of()));
    }

    @Test
    void refusesANumberThatJavasTypeCannotHold() {
        var failure = assertThrows(LwM2mException.class, () -> boiler.java(2, single(new Value.Int(1L << 31))));
        assertEquals(Status.BAD_REQUEST, failure.status());
    }

    @Test
    void knowsWhichResourcesAnImplementationHas() throws Exception {
        var plain = new Plain();
        assertTrue(ObjectInterface.has(plain, Boiler.class.getMethod("makerName")));
        assertTrue(ObjectInterface.has(plain, Boiler.class.getMethod("run", String.class)));
        assertFalse(ObjectInterface.has(plain, Boiler.class.getMethod("steps")));
        assertTrue(ObjectInterface.has(new Stepping(), Boiler.class.getMethod("steps")));
        assertTrue(ObjectInterface.has(new Stepping(), Boiler.class.getMethod("makerName")));
    }

    @Test
    void findsTheMarkedInterfacesOfAClass() {
        assertEquals(List.of(boiler), ObjectInterface.implementedBy(Stepping.class));
        assertEquals(List.of(), ObjectInterface.implementedBy(String.class));
    }

    @Test
    void refusesWhatIsNoSuchInterface() {
        for (var type : List.of(Runnable.class, Plain.class, Odd.class, Crowded.class)) {
            assertThrows(IllegalArgumentException.class, () -> ObjectInterface.of(type), type.getName());
        }
    }

    private void is(ResourceDefinition expected) {
        assertEquals(expected, boiler.definition().resource(expected.id()).orElseThrow());
    }

    private void comesBack(int resource, Object java, Value value) {
        assertEquals(single(value), boiler.values(resource, java));
        assertEquals(java, boiler.java(resource, single(value)));
    }

    private static Map<Integer, Value> single(Value value) {
        return Map.of(Path.ABSENT, value);
    }

    static class Plain implements Boiler {

        @Override
        public String makerName() {
            return "Acme";
        }

        @Override
        public void run(String arguments) {}
    }

    static class Stepping extends Plain {

        @Override
        public int steps() {
            return 1;
        }
    }

    @LwM2mObject(id = 32801)
    interface Odd {

        @Resource(0)
        Thread thread();
    }

    @LwM2mObject(id = 32802)
    interface Crowded {

        @Resource(0)
        void both(int one, int other);
    }
}
