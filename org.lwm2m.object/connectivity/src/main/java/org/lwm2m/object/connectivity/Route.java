package org.lwm2m.object.connectivity;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A default route: the link that it leaves by, and the router there.
 *
 * @param router empty where there is just one other end
 * @param metric the lower, the better
 */
record Route(String link, boolean version4, Optional<InetAddress> router, long metric) {

    private static final String IPV4 = "proc/net/route";
    private static final String IPV6 = "proc/net/ipv6_route";
    private static final int UP = 1;
    private static final int REJECT = 0x200;
    private static final String NOWHERE = "0".repeat(32);

    /** The best first, those of IPv4 before those of IPv6. */
    static List<Route> defaults(Host host) {
        return Stream.concat(
                        host.words(IPV4).filter(Route::isDefault4).flatMap(Route::version4),
                        host.words(IPV6).filter(Route::isDefault6).flatMap(Route::version6))
                .sorted(Comparator.comparing((Route route) -> !route.version4).thenComparingLong(Route::metric))
                .toList();
    }

    boolean fits(InetAddress address) {
        return address instanceof Inet4Address == version4;
    }

    /** Interface, destination, gateway, flags, two counters, metric, mask, and more. */
    private static boolean isDefault4(List<String> words) {
        return words.size() >= 8
                && words.get(1).equals("00000000")
                && words.get(7).equals("00000000")
                && (number(words.get(3), 16) & (UP | REJECT)) == UP;
    }

    private static Stream<Route> version4(List<String> words) {
        // The kernel writes the address as a number of the machine's own order.
        var order = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt((int) number(words.get(2), 16));
        return Stream.of(new Route(words.get(0), true, router(order.array()), number(words.get(6), 10)));
    }

    /** Destination and length, source and length, next hop, metric, two counters, flags, interface. */
    private static boolean isDefault6(List<String> words) {
        return words.size() == 10
                && words.get(0).equals(NOWHERE)
                && words.get(1).equals("00")
                && words.get(4).length() == 32
                && (number(words.get(8), 16) & (UP | REJECT)) == UP
                && !words.get(9).equals("lo");
    }

    private static Stream<Route> version6(List<String> words) {
        var hop = HexFormat.of().parseHex(words.get(4));
        return Stream.of(new Route(words.get(9), false, router(hop), number(words.get(5), 16)));
    }

    private static Optional<InetAddress> router(byte[] address) {
        try {
            return Optional.of(InetAddress.getByAddress(address)).filter(found -> !found.isAnyLocalAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static long number(String text, int base) {
        try {
            return Long.parseLong(text, base);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
