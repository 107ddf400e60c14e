package org.lwm2m.object.location;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.location.Fix;
import org.lwm2m.model.location.Location;
import org.lwm2m.model.location.Positioning;
import org.lwm2m.testing.Proves;

class GatewayLocationTest {

    private static final Instant THEN = Instant.ofEpochSecond(1_367_491_215);
    private static final Bytes VELOCITY = Bytes.utf8("east");
    private static final Fix FULL = new Fix(
            43.5723,
            153.2176,
            OptionalDouble.of(140),
            OptionalDouble.of(100),
            OptionalDouble.of(6),
            Optional.of(VELOCITY),
            THEN);

    private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);
    private GatewayLocation location;

    @BeforeEach
    void open() {
        background.setRemoveOnCancelPolicy(true);
        location = new GatewayLocation(config(Map.of()), background);
    }

    @AfterEach
    void stop() {
        background.shutdownNow();
    }

    @Test
    @Proves("OBJ-06")
    void isWhereTheLastFixIs() {
        location.sources = List.of(() -> Optional.of(FULL));
        assertEquals(43.5723, location.latitude());
        assertEquals(153.2176, location.longitude());
        assertEquals(140, location.altitude());
        assertEquals(100, location.radius());
        assertEquals(VELOCITY, location.velocity());
        assertEquals(THEN, location.timestamp());
        assertEquals(6, location.speed());
    }

    @Test
    void hasOnlyWhatWasMeasured() {
        location.sources = List.of(() -> Optional.of(Fix.at(1, 2, THEN)));
        assertEquals(1, location.latitude());
        absent(location::altitude, location::radius, location::velocity, location::speed);
    }

    @Test
    void isNowhereWithoutAFix() {
        location.sources = List.of(Optional::empty);
        absent(location::latitude, location::longitude, location::timestamp, location::altitude);
    }

    @Test
    void takesTheBestSourceThatHasAFix() {
        location.sources = List.of(() -> Optional.of(Fix.at(1, 2, THEN)), () -> Optional.of(FULL), Optional::empty);
        assertEquals(43.5723, location.latitude());
    }

    @Test
    void takesASourceThatFailsForOneWithoutAFix() {
        Positioning failing = () -> {
            throw new IllegalStateException("no such device");
        };
        location.sources = List.of(() -> Optional.of(FULL), failing);
        assertEquals(43.5723, location.latitude());
        location.sources = List.of(failing);
        absent(location::latitude);
    }

    @Test
    @Proves("OBJ-06")
    void tellsOfWhatIsOtherwiseThanBefore() {
        var told = new RecordedChanges(location);
        location.changes = told;
        location.sources = List.of(Optional::empty);
        location.tick();
        assertEquals(List.of(), told.taken());
        location.sources = List.of(() -> Optional.of(Fix.at(1, 2, THEN)));
        location.tick();
        assertEquals(List.of(0, 1, 5), told.taken());
        location.tick();
        assertEquals(List.of(), told.taken());
        location.sources = List.of(() -> Optional.of(Fix.at(1, 3, THEN.plusSeconds(1))));
        location.tick();
        assertEquals(List.of(1, 5), told.taken());
        location.sources = List.of(() -> Optional.of(FULL));
        location.tick();
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), told.taken());
    }

    @Test
    void asksNobodyWhileNobodyWantsToKnow() {
        location.sources = List.of(() -> {
            throw new AssertionError();
        });
        location.tick();
    }

    @Test
    void looksAsOftenAsIsConfiguredAndNotAfterItIsClosed() {
        assertEquals(1, background.getQueue().size());
        location.modified(config(Map.of("refresh.seconds", 0)));
        assertEquals(0, background.getQueue().size());
        location.modified(config(Map.of("refresh.seconds", "often")));
        assertEquals(1, background.getQueue().size());
        location.close();
        assertTrue(background.isShutdown());
    }

    @Test
    void hasEveryResourceOfItsDefinition() {
        var definition = ObjectInterface.of(Location.class);
        for (var id : definition.definition().resources().keySet()) {
            assertTrue(ObjectInterface.has(location, definition.reader(id).orElseThrow()), () -> "resource " + id);
        }
    }

    private static void absent(Executable... getters) {
        for (var getter : getters) {
            assertThrows(Absent.class, getter);
        }
    }

    private static GatewayLocation.Config config(Map<String, Object> values) {
        return Configured.of(GatewayLocation.Config.class, values);
    }
}
