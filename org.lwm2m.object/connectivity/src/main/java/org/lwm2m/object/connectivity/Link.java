package org.lwm2m.object.connectivity;

import static org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring.BLUETOOTH;
import static org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring.ETHERNET;
import static org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring.IEEE_802_15_4;
import static org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring.LTE_FDD;
import static org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring.WLAN;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One network interface, as the kernel sees it now.
 *
 * @param up whether it can carry something
 * @param hardware whether there is a device behind it, as there is none behind a bridge or a tunnel
 * @param bearer its number in /4/0/0, if that can be told
 */
record Link(String name, boolean up, boolean hardware, Optional<Integer> bearer) {

    private static final String FOLDER = "sys/class/net/";

    /** The kernel's numbers of kinds of links, in {@code type}. */
    private static final String ETHER = "1";

    private static final String LOOPBACK = "772";
    private static final String IEEE802154 = "804";

    /** All but the loopback, by name. */
    static List<Link> all(Host host, Map<String, Integer> configured) {
        return host.names(FOLDER).stream()
                .filter(name -> !type(host, name).equals(LOOPBACK))
                .map(name -> of(host, name, configured))
                .toList();
    }

    static String type(Host host, String name) {
        return host.text(FOLDER + name + "/type").orElse("");
    }

    /** Whether its octets are counted with a header of Ethernet. */
    static boolean ethernet(Host host, String name) {
        return type(host, name).equals(ETHER);
    }

    private static Link of(Host host, String name, Map<String, Integer> configured) {
        var folder = FOLDER + name;
        var bearer = Optional.ofNullable(configured.get(name)).or(() -> bearer(host, folder));
        return new Link(name, up(host, folder), host.has(folder + "/device"), bearer);
    }

    /** Links without carrier, such as PPP, are in an unknown state while they work. */
    private static boolean up(Host host, String folder) {
        var state = host.text(folder + "/operstate").orElse("unknown");
        return state.equals("up") || state.equals("unknown") && started(host, folder);
    }

    private static boolean started(Host host, String folder) {
        return host.text(folder + "/flags")
                .filter(flags -> flags.matches("0x[0-9a-f]*[13579bdf]"))
                .isPresent();
    }

    private static Optional<Integer> bearer(Host host, String folder) {
        var kind = host.text(folder + "/uevent").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("DEVTYPE="))
                .map(line -> line.substring("DEVTYPE=".length()))
                .findFirst()
                .orElse("");
        if (kind.equals("wlan") || host.has(folder + "/wireless")) {
            return Optional.of(WLAN);
        } else if (kind.equals("bluetooth")) {
            return Optional.of(BLUETOOTH);
        } else if (kind.equals("wwan")) {
            return Optional.of(LTE_FDD);
        }
        return switch (host.text(folder + "/type").orElse("")) {
            case IEEE802154 -> Optional.of(IEEE_802_15_4);
            case ETHER -> Optional.of(ETHERNET);
            default -> Optional.empty();
        };
    }
}
