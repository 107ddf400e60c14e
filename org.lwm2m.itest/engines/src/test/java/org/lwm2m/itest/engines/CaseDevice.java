package org.lwm2m.itest.engines;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.lwm2m.model.device.Device;

/** The device of the test specification's configurations C.1 and C.3. */
class CaseDevice implements Device {

    int reboots;

    @Override
    public String manufacturer() {
        return "Open Mobile Alliance";
    }

    @Override
    public String modelNumber() {
        return "Lightweight M2M Client";
    }

    @Override
    public String serialNumber() {
        return "345000123";
    }

    @Override
    public String firmwareVersion() {
        return "1.0";
    }

    @Override
    public void reboot() {
        reboots++;
    }

    @Override
    public Map<Integer, Integer> errorCode() {
        return Map.of(0, 0);
    }

    @Override
    public String supportedBindingAndModes() {
        return "U";
    }

    /** That of C.4: with two power sources and a battery. */
    static final class Powered extends CaseDevice {

        final Map<Integer, Long> voltage = new TreeMap<>(Map.of(0, 0L, 1, 0L));
        final Map<Integer, Long> current = new TreeMap<>(Map.of(0, 0L, 1, 0L));

        @Override
        public Map<Integer, Integer> availablePowerSources() {
            return Map.of(0, 1, 1, 2);
        }

        @Override
        public Map<Integer, Long> powerSourceVoltage() {
            return voltage;
        }

        @Override
        public Map<Integer, Long> powerSourceCurrent() {
            return current;
        }

        @Override
        public int batteryLevel() {
            return 0;
        }
    }

    /** The clock of C.6. */
    static final class Clocked extends CaseDevice {

        private Instant time = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant currentTime() {
            return time;
        }

        @Override
        public void currentTime(Instant value) {
            time = value;
        }
    }
}
