package org.lwm2m.server.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.model.device.Device;
import org.lwm2m.server.Stage;
import org.lwm2m.server.Thing;

class StubTest {

    private final Stage stage = new Stage();
    private final Thing thing = Thing.registered(stage, "thing");
    private final Device device = stage.client("thing").as(Device.class, 0);

    @Test
    void aGetterReads() {
        thing.holds(Map.of("/3/0/0", "ours", "/3/0/9", "50", "/3/0/13", "1476186613"));
        assertEquals("ours", device.manufacturer());
        assertEquals(50, device.batteryLevel());
        assertEquals(Instant.ofEpochSecond(1_476_186_613L), device.currentTime());
    }

    @Test
    void aGetterOfAMultipleResourceReadsAll() {
        thing.answers(request -> tlv("8606410001410105"));
        assertEquals(Map.of(0, 1, 1, 5), device.availablePowerSources());
        thing.answers(request -> tlv("800b"));
        assertEquals(Map.of(), device.errorCode());
    }

    @Test
    void aSetterWritesAndAnExecutableRuns() {
        thing.answers(request -> Response.of(Status.CHANGED));
        device.utcOffset("+01:00");
        var write = new Downlink.Write(Path.of(3, 0, 14), Content.text("+01:00"), Downlink.Write.Mode.REPLACE);
        assertEquals(write, thing.asked.get(0));
        device.reboot();
        assertEquals(new Downlink.Execute(Path.of(3, 0, 4), ""), thing.asked.get(1));
    }

    @Test
    void whatTheClientRefusesIsThrownAsItIs() {
        thing.answers(request -> Response.failed(Status.METHOD_NOT_ALLOWED, "no"));
        var failure = assertThrows(LwM2mException.class, device::reboot);
        assertEquals(Status.METHOD_NOT_ALLOWED, failure.status());
        thing.answers(request -> Response.of(Status.NOT_FOUND));
        assertEquals(
                Status.NOT_FOUND,
                assertThrows(LwM2mException.class, device::batteryLevel).status());
    }

    @Test
    void itIsAnObjectLikeAnyOther() {
        assertEquals("thing/3/0", device.toString());
        assertEquals(device, device);
        assertNotEquals(device, stage.client("thing").as(Device.class, 0));
        assertEquals(device.hashCode(), device.hashCode());
        assertThrows(IllegalArgumentException.class, () -> stage.client("thing").as(Runnable.class, 0));
    }

    private static Response tlv(String hex) {
        return Response.content(new Content(ContentFormat.TLV, Bytes.hex(hex)));
    }
}
