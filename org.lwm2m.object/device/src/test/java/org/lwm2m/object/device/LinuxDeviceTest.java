package org.lwm2m.object.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.device.DeviceControl;
import org.lwm2m.testing.LoopTransport;
import org.lwm2m.testing.Proves;

class LinuxDeviceTest {

    @TempDir
    Path root;

    private final Transport udp = new LoopTransport();
    private final Transport tcp = new LoopTransport();
    private FakeMachine machine;
    private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);
    private final List<Integer> told = new ArrayList<>();

    @BeforeEach
    void boot() {
        machine = new FakeMachine(root);
        background.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        background.shutdownNow();
    }

    @Test
    void tellsWhatDmiAndTheSystemSay() {
        machine.file("sys/class/dmi/id/sys_vendor", "ACME GmbH\n")
                .file("sys/class/dmi/id/product_name", "Box 3\n")
                .file("sys/class/dmi/id/product_serial", "A-17\n")
                .file("sys/class/dmi/id/bios_version", "F.20\n")
                .file("sys/class/dmi/id/product_version", "rev 2\n")
                .file("etc/os-release", "ID=x\nPRETTY_NAME=\"Box OS 12 (stable)\"\nNAME='Box OS'\n");
        var device = device();
        assertEquals("ACME GmbH", device.manufacturer());
        assertEquals("Box 3", device.modelNumber());
        assertEquals("A-17", device.serialNumber());
        assertEquals("F.20", device.firmwareVersion());
        assertEquals("rev 2", device.hardwareVersion());
        assertEquals("Box OS 12 (stable)", device.softwareVersion());
        assertEquals("gateway", device.deviceType());
        assertEquals("U", device.supportedBindingAndModes());
    }

    @Test
    void tellsWhatTheDeviceTreeOfABoardSays() {
        machine.file("proc/device-tree/compatible", "acme,box\0broadcom,chip\0")
                .file("proc/device-tree/model", "Box Board 1.2\0")
                .file("proc/device-tree/serial-number", "1000000012345678\0")
                .file("proc/sys/kernel/osrelease", "6.1.0\n")
                .file("proc/cpuinfo", "processor\t: 0\n\nRevision\t: c03111\nSerial\t\t: 99\n");
        var device = device();
        assertEquals("acme", device.manufacturer());
        assertEquals("Box Board 1.2", device.modelNumber());
        assertEquals("1000000012345678", device.serialNumber());
        assertEquals("6.1.0", device.firmwareVersion());
        assertEquals("c03111", device.hardwareVersion());
    }

    @Test
    void takesNoAnswerOfAMakerForNone() {
        machine.file("sys/class/dmi/id/sys_vendor", "To Be Filled By O.E.M.\n")
                .file("sys/class/dmi/id/board_vendor", "Boards Ltd\n")
                .file("sys/class/dmi/id/product_serial", "Default string\n");
        assertEquals("Boards Ltd", device().manufacturer());
        assertThrows(Absent.class, device()::serialNumber);
    }

    @Test
    void hasOnlyWhatThereIs() {
        var device = device();
        var absent = List.<Executable>of(
                device::manufacturer,
                device::modelNumber,
                device::serialNumber,
                device::firmwareVersion,
                device::hardwareVersion,
                device::softwareVersion,
                device::availablePowerSources,
                device::powerSourceVoltage,
                device::powerSourceCurrent,
                device::batteryLevel,
                device::batteryStatus,
                device::externalDeviceInfo);
        absent.forEach(getter -> assertEquals(
                Status.NOT_FOUND, assertThrows(Absent.class, getter).status()));
    }

    @Test
    void saysWhatIsConfiguredInstead() {
        machine.file("sys/class/dmi/id/sys_vendor", "ACME GmbH\n");
        var device = device(Map.of(
                "manufacturer", "Me",
                "model", "Mine",
                "serial", "1",
                "firmware.version", "2",
                "hardware.version", "3",
                "software.version", "4",
                "device.type", "boiler",
                "binding", "UT",
                "utc.offset", "-03:30",
                "timezone", "America/St_Johns"));
        assertEquals(
                List.of("Me", "Mine", "1", "2", "3", "4", "boiler", "UT", "-03:30", "America/St_Johns"),
                List.of(
                        device.manufacturer(),
                        device.modelNumber(),
                        device.serialNumber(),
                        device.firmwareVersion(),
                        device.hardwareVersion(),
                        device.softwareVersion(),
                        device.deviceType(),
                        device.supportedBindingAndModes(),
                        device.utcOffset(),
                        device.timezone()));
    }

    @Test
    void tellsTheBindingsOfTheTransportsThereAre() {
        var delayed = new ArrayList<Runnable>();
        var later = new ScheduledThreadPoolExecutor(1) {
            @Override
            public java.util.concurrent.ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                delayed.add(task);
                return null;
            }
        };
        var device = new LinuxDevice(FakeMachine.config(Map.of()), machine.host(), later);
        device.changes = listener(device);
        device.addTransport(udp, Map.of(Transport.BINDING, "U"));
        assertEquals("U", device.supportedBindingAndModes());
        assertEquals(List.of(), told);
        device.addTransport(tcp, Map.of(Transport.BINDING, "T"));
        assertEquals("UT", device.supportedBindingAndModes());
        assertEquals(List.of(16), told);
        device.removeTransport(udp);
        device.addTransport(udp, Map.of(Transport.BINDING, "U"));
        delayed.forEach(Runnable::run);
        assertEquals(List.of(16), told, "an update of a bundle is no news");
        device.removeTransport(udp);
        assertEquals("UT", device.supportedBindingAndModes());
        delayed.forEach(Runnable::run);
        assertEquals("T", device.supportedBindingAndModes());
        assertEquals(List.of(16, 16), told);
        later.shutdownNow();
    }

    @Test
    void tellsSpaceForDataInThousandsOfBytes() {
        var device = device();
        assertEquals(root.toFile().getTotalSpace() / 1000, device.memoryTotal());
        assertTrue(device.memoryFree() >= 0 && device.memoryFree() <= device.memoryTotal());
    }

    @Test
    void tellsWorkingMemoryIfThatIsWanted() {
        machine.file("proc/meminfo", "MemTotal:  1000000 kB\nMemFree:  5 kB\nMemAvailable:   500000 kB\n");
        var device = device(Map.of("memory", "RAM"));
        assertEquals(1_024_000, device.memoryTotal());
        assertEquals(512_000, device.memoryFree());
    }

    @Test
    void tellsOfABatteryAndOfMainsUnderTheSameNumbers() {
        machine.supply("AC", Map.of("type", "Mains", "online", 1))
                .supply("BAT0", Map.of("type", "Battery", "present", 1, "status", "Charging", "capacity", 57))
                .supply("BAT0", Map.of("voltage_now", 12_345_678, "current_now", -1_500_000))
                .supply("mouse", Map.of("type", "Battery", "scope", "Device", "capacity", 3));
        var device = device();
        assertEquals(Map.of(0, 6, 1, 1), device.availablePowerSources());
        assertEquals(Map.of(1, 12_345L), device.powerSourceVoltage());
        assertEquals(Map.of(1, -1_500L), device.powerSourceCurrent());
        assertEquals(57, device.batteryLevel());
        assertEquals(1, device.batteryStatus());
        machine.supply("AC", Map.of("online", 0));
        assertEquals(Map.of(1, 1), device.availablePowerSources());
    }

    @Test
    void tellsTheStatusOfTheBattery() {
        var device = device();
        machine.supply("B", Map.of("type", "Battery", "capacity", 50));
        Map.of("Charging", 1, "Full", 2, "Discharging", 0, "Not charging", 0, "Unknown", 6)
                .forEach((status, number) -> {
                    machine.supply("B", Map.of("status", status));
                    assertEquals(number, device.batteryStatus(), status);
                });
        machine.supply("B", Map.of("status", "Discharging", "capacity", 10));
        assertEquals(4, device.batteryStatus());
        machine.supply("B", Map.of("health", "Dead"));
        assertEquals(3, device.batteryStatus());
        machine.supply("B", Map.of("present", 0));
        assertEquals(5, device.batteryStatus());
    }

    @Test
    @Proves("OBJ-03")
    void hasAnErrorCodeForAsLongAsTheErrorLasts() {
        var device = device();
        assertEquals(Map.of(0, 0), device.errorCode());
        machine.supply("B", Map.of("type", "Battery", "capacity", 5, "status", "Discharging"));
        assertEquals(Map.of(0, 1), device.errorCode());
        machine.supply("AC", Map.of("type", "Mains", "online", 0));
        assertEquals(Map.of(0, 1, 1, 2), device.errorCode());
        machine.supply("B", Map.of("capacity", 50));
        assertEquals(Map.of(1, 2), device.errorCode(), "each keeps its instance");
        device.resetErrorCode();
        assertEquals(Map.of(0, 2), device.errorCode(), "it lasts");
        machine.supply("AC", Map.of("online", 1));
        assertEquals(Map.of(0, 0), device.errorCode());
    }

    @Test
    @Proves("OBJ-03")
    void keepsTheTimeThatAServerSetsAndLetsItGoOn() {
        var device = device();
        assertEquals(Instant.parse("2026-07-01T12:00:00Z"), device.currentTime());
        device.currentTime(Instant.EPOCH);
        assertEquals(Instant.EPOCH, device.currentTime());
        machine.now = machine.now.plusSeconds(60);
        assertEquals(Instant.ofEpochSecond(60), device.currentTime());
        refused(Status.BAD_REQUEST, () -> device.currentTime(Instant.MAX));
        refused(Status.BAD_REQUEST, () -> device.currentTime(Instant.MIN));
        assertEquals(Instant.ofEpochSecond(60), device.currentTime());
    }

    @Test
    void tellsTheOffsetOfTheZoneUntilAServerSetsIt() {
        var device = device();
        assertEquals("Europe/Berlin", device.timezone());
        assertEquals("+02:00", device.utcOffset(), "in summer");
        device.currentTime(Instant.parse("2026-01-01T00:00:00Z"));
        assertEquals("+01:00", device.utcOffset(), "in winter");
        device.timezone("Asia/Kolkata");
        assertEquals("+05:30", device.utcOffset());
        device.timezone("UTC");
        assertEquals("+00:00", device.utcOffset());
        device.utcOffset("-07:00");
        assertEquals("-07:00", device.utcOffset());
        refused(Status.BAD_REQUEST, () -> device.utcOffset("7 hours"));
        refused(Status.BAD_REQUEST, () -> device.timezone("Middle/Earth"));
        assertEquals("-07:00", device.utcOffset());
        assertEquals("UTC", device.timezone());
    }

    @Test
    @Proves("OBJ-03")
    void rebootsAndResetsOnlyIfTheOwnerOfTheGatewayHasAWay() {
        var device = device();
        refused(Status.METHOD_NOT_ALLOWED, device::reboot);
        refused(Status.METHOD_NOT_ALLOWED, device::factoryReset);
        var done = new ArrayList<String>();
        device.control = new DeviceControl() {
            @Override
            public void reboot() {
                done.add("reboot");
            }
        };
        device.reboot();
        assertEquals(List.of("reboot"), done);
        refused(Status.METHOD_NOT_ALLOWED, device::factoryReset);
        device.control = null;
        refused(Status.METHOD_NOT_ALLOWED, device::reboot);
    }

    @Test
    void tellsOfTheTimeAndOfWhatElseChanged() {
        machine.file("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 500 kB\n")
                .supply("B", Map.of("type", "Battery", "capacity", 50, "status", "Discharging"));
        var device = device(Map.of("memory", "ram"));
        device.tick();
        device.changes = listener(device);
        device.tick();
        assertEquals(List.of(), told, "nothing changed");
        machine.now = machine.now.plusSeconds(1);
        device.tick();
        assertEquals(List.of(13), told);
        told.clear();
        machine.file("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 400 kB\n")
                .supply("B", Map.of("capacity", 9));
        device.tick();
        assertEquals(List.of(9, 10, 11, 20), told.stream().sorted().toList());
        told.clear();
        device.changes = null;
        machine.now = machine.now.plusSeconds(1);
        device.tick();
        assertEquals(List.of(), told);
    }

    @Test
    void looksOnceASecondUnlessConfiguredOtherwiseAndNotAfterItIsClosed() {
        var device = device();
        assertEquals(1, background.getQueue().size());
        device.modified(FakeMachine.config(Map.of("refresh.seconds", 0)));
        assertEquals(0, background.getQueue().size());
        device.modified(FakeMachine.config(Map.of("refresh.seconds", 30)));
        var next =
                (java.util.concurrent.ScheduledFuture<?>) background.getQueue().peek();
        assertTrue(next.getDelay(TimeUnit.SECONDS) >= 28);
        device.close();
        assertTrue(background.isShutdown());
        assertEquals(0, background.getQueue().size());
    }

    @Test
    void changesItsConfigurationWithoutAnInterruption() {
        var device = device(Map.of("manufacturer", "Me", "serial", "1"));
        device.changes = listener(device);
        device.modified(FakeMachine.config(Map.of("manufacturer", "You", "serial", "1", "model", "New")));
        assertEquals(List.of(0, 1), told);
        assertEquals("You", device.manufacturer());
    }

    @Test
    void isAnInstanceOfTheDeviceObjectWithAllButLinksToOthers() throws Exception {
        var definition = ObjectInterface.of(Device.class);
        var device = device();
        for (var id : definition.definition().resources().keySet()) {
            var method = definition.reader(id).or(() -> definition.executor(id)).orElseThrow();
            assertEquals(id != 22, ObjectInterface.has(device, method), () -> "resource " + id);
        }
        assertEquals(Map.of(0, new Value.Int(0)), definition.values(11, device.errorCode()));
    }

    private LinuxDevice device() {
        return device(Map.of());
    }

    private LinuxDevice device(Map<String, Object> config) {
        return new LinuxDevice(FakeMachine.config(config), machine.host(), background);
    }

    private static void refused(Status status, Executable request) {
        assertEquals(status, assertThrows(LwM2mException.class, request).status());
    }

    private Changes listener(Object device) {
        return new Changes() {
            @Override
            public void of(Object source, int resource) {
                assertEquals(device, source);
                told.add(resource);
            }

            @Override
            public void of(Object source, int resource, Value value, Instant time) {
                throw new AssertionError();
            }

            @Override
            public void of(ManagedObject source, org.lwm2m.api.Path path) {
                throw new AssertionError();
            }

            @Override
            public void of(ManagedObject source, List<Entry> entries) {
                throw new AssertionError();
            }

            @Override
            public void instances(ManagedObject source) {
                throw new AssertionError();
            }
        };
    }
}
