package org.lwm2m.object.connectivity;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the machine is connected at one moment: the link in use, the others that could be, their addresses and routers.
 *
 * @param used the link that reaches servers; none if it is down
 * @param others that are up as well
 */
record Connection(Host host, Optional<Link> used, List<Link> others, List<Route> routes) {

    static Connection of(Host host, Settings settings) {
        var routes = Route.defaults(host);
        var up = Link.all(host, settings.bearers()).stream().filter(Link::up).toList();
        var used = used(up, routes, settings);
        var others = up.stream()
                .filter(link -> link.hardware() && used.filter(link::equals).isEmpty())
                .toList();
        return new Connection(host, used, others, routes);
    }

    /** The configured one; else the one that the best default route leaves by; else any with hardware. */
    private static Optional<Link> used(List<Link> up, List<Route> routes, Settings settings) {
        if (!settings.link().isEmpty()) {
            return up.stream()
                    .filter(link -> link.name().equals(settings.link()))
                    .findFirst();
        }
        return routes.stream()
                .flatMap(route -> up.stream().filter(link -> link.name().equals(route.link())))
                .findFirst()
                .or(() -> up.stream().filter(Link::hardware).findFirst());
    }

    /** The one in use first. */
    List<Link> links() {
        return Stream.concat(used.stream(), others.stream()).toList();
    }

    /** Each bearer once, that of the link in use first. */
    Map<Integer, Integer> bearers() {
        var bearers = new LinkedHashSet<Integer>();
        links().forEach(link -> link.bearer().ifPresent(bearers::add));
        return numbered(List.copyOf(bearers));
    }

    Map<Integer, String> addresses() {
        return numbered(
                reached().stream().map(each -> each.address.getHostAddress()).toList());
    }

    /** Under the numbers of the addresses that they route for. */
    Map<Integer, String> routers() {
        var routers = new TreeMap<Integer, String>();
        var reached = reached();
        for (var i = 0; i < reached.size(); i++) {
            var number = i;
            router(reached.get(i)).ifPresent(router -> routers.put(number, router.getHostAddress()));
        }
        return routers;
    }

    private Optional<InetAddress> router(Reached own) {
        return routes.stream()
                .filter(route -> route.link().equals(own.link) && route.fits(own.address))
                .flatMap(route -> route.router().stream())
                .findFirst();
    }

    /** Addresses that are good for this link only are of no use to a server. */
    private List<Reached> reached() {
        return links().stream()
                .flatMap(link -> host.addresses().apply(link.name()).stream()
                        .filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress())
                        .map(address -> new Reached(link.name(), address)))
                .toList();
    }

    private static <T> Map<Integer, T> numbered(List<T> values) {
        var numbered = new TreeMap<Integer, T>();
        values.forEach(value -> numbered.put(numbered.size(), value));
        return numbered;
    }

    private record Reached(String link, InetAddress address) {}
}
