package org.lwm2m.object.device;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a machine is, as far as Linux tells: from DMI (PCs), the device tree (boards), and what the system says of itself.
 */
record Machine(
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<String> serial,
        Optional<String> firmware,
        Optional<String> hardware,
        Optional<String> software) {

    private static final String DMI = "sys/class/dmi/id/";
    private static final String TREE = "proc/device-tree/";
    private static final String CPU = "proc/cpuinfo";
    private static final String SYSTEM = "etc/os-release";

    /** What makers leave in DMI instead of an answer. */
    private static final Set<String> NO_ANSWER = Set.of(
            "to be filled by o.e.m.",
            "system manufacturer",
            "system product name",
            "system serial number",
            "system version",
            "default string",
            "not specified",
            "not applicable",
            "unknown",
            "none",
            "n/a",
            "0",
            "0123456789");

    static Machine of(Host host) {
        return new Machine(
                first(List.of(
                        dmi(host, "sys_vendor"),
                        dmi(host, "board_vendor"),
                        host.text(TREE + "compatible").map(names -> names.replaceFirst("[, ].*", "")),
                        host.field(SYSTEM, "=", "VENDOR_NAME"),
                        host.field(SYSTEM, "=", "NAME"))),
                first(List.of(
                        dmi(host, "product_name"),
                        dmi(host, "board_name"),
                        host.text(TREE + "model"),
                        host.field(CPU, ":", "Model"),
                        host.field(CPU, ":", "model name"))),
                first(List.of(
                        dmi(host, "product_serial"),
                        dmi(host, "board_serial"),
                        host.text(TREE + "serial-number"),
                        host.field(CPU, ":", "Serial"))),
                first(List.of(dmi(host, "bios_version"), host.text("proc/sys/kernel/osrelease"))),
                first(List.of(
                        dmi(host, "product_version"), dmi(host, "board_version"), host.field(CPU, ":", "Revision"))),
                first(List.of(host.field(SYSTEM, "=", "PRETTY_NAME"), host.field(SYSTEM, "=", "NAME"))));
    }

    private static Optional<String> first(List<Optional<String>> candidates) {
        return candidates.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> dmi(Host host, String file) {
        return host.text(DMI + file).filter(text -> !NO_ANSWER.contains(text.toLowerCase(Locale.ROOT)));
    }
}
