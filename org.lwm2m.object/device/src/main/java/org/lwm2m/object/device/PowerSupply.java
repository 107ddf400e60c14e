package org.lwm2m.object.device;

import java.util.List;
import java.util.Optional;

/**
 * One of the things that a machine gets its power from, as the kernel sees it now.
 *
 * @param source its number in /3/0/6
 * @param there whether it is plugged in, or installed
 * @param voltage in mV
 * @param current in mA
 * @param level in percent, of a battery
 * @param status as the kernel words it, such as {@code Charging}; empty if it does not say
 */
record PowerSupply(
        int source,
        boolean there,
        Optional<Long> voltage,
        Optional<Long> current,
        Optional<Long> level,
        String status,
        String health) {

    static final int INTERNAL_BATTERY = 1;
    static final int EXTERNAL_BATTERY = 2;
    static final int MAINS = 6;

    private static final String FOLDER = "sys/class/power_supply";
    private static final int LOW = 10;

    /** All of them, in the order of their names, which stays the same. */
    static List<PowerSupply> of(Host host) {
        return host.names(FOLDER).stream()
                .map(name -> FOLDER + "/" + name + "/")
                // Batteries of mice and headsets are not the machine's.
                .filter(folder -> !host.text(folder + "scope").equals(Optional.of("Device")))
                .map(folder -> read(host, folder))
                .toList();
    }

    boolean battery() {
        return source == INTERNAL_BATTERY;
    }

    /** As /3/0/20 counts it. */
    int batteryStatus() {
        if (!there) {
            return 5;
        } else if (health.equals("Dead") || health.contains("failure")) {
            return 3;
        }
        return switch (status) {
            case "Charging" -> 1;
            case "Full" -> 2;
            case "Discharging", "Not charging" -> low() ? 4 : 0;
            default -> 6;
        };
    }

    /** Running out, and not about to be filled. */
    boolean low() {
        return there
                && !status.equals("Charging")
                && level.filter(percent -> percent <= LOW).isPresent();
    }

    private static PowerSupply read(Host host, String folder) {
        var source =
                switch (host.text(folder + "type").orElse("")) {
                    case "Battery" -> INTERNAL_BATTERY;
                    case "UPS" -> EXTERNAL_BATTERY;
                    case "USB" -> 5;
                    case "Mains" -> MAINS;
                    default -> 0;
                };
        var there = host.number(folder + (source == INTERNAL_BATTERY ? "present" : "online"));
        return new PowerSupply(
                source,
                there.orElse(1L) != 0,
                host.number(folder + "voltage_now").map(microvolts -> microvolts / 1000),
                host.number(folder + "current_now").map(microamperes -> microamperes / 1000),
                host.number(folder + "capacity").map(percent -> Math.max(0, Math.min(100, percent))),
                host.text(folder + "status").orElse(""),
                host.text(folder + "health").orElse(""));
    }
}
