package org.lwm2m.object.connectivity;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How many octets and packets of IP went over a link. */
record Traffic(long sent, long packetsSent, long received, long packetsReceived) {

    static final Traffic NONE = new Traffic(0, 0, 0, 0);

    private static final int ETHERNET_HEADER = 14;

    /** What the kernel has counted so far, by link. */
    static Map<String, Traffic> now(Host host) {
        return host.text("proc/net/dev").stream()
                .flatMap(String::lines)
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(toMap(parts -> parts[0].strip(), parts -> read(host, parts), (one, other) -> one));
    }

    /**
     * Which links count: the configured one; else those with hardware, since what goes over a bridge or a tunnel goes
     * over them too; else the one in use.
     */
    static Predicate<String> counted(Host host, Settings settings) {
        if (!settings.link().isEmpty()) {
            return settings.link()::equals;
        }
        var hardware = Link.all(host, settings.bearers()).stream()
                .filter(Link::hardware)
                .map(Link::name)
                .toList();
        var used = Connection.of(host, settings).used().map(Link::name);
        return hardware.isEmpty() ? name -> used.filter(name::equals).isPresent() : hardware::contains;
    }

    /** Eight numbers of what was received, then as many of what was sent; octets and packets come first. */
    private static Traffic read(Host host, String[] parts) {
        var header = Link.ethernet(host, parts[0].strip()) ? ETHERNET_HEADER : 0;
        var numbers = List.of(parts[1].strip().split("\\s+"));
        var packetsReceived = number(numbers, 1);
        var packetsSent = number(numbers, 9);
        return new Traffic(
                Math.max(0, number(numbers, 8) - header * packetsSent),
                packetsSent,
                Math.max(0, number(numbers, 0) - header * packetsReceived),
                packetsReceived);
    }

    private static long number(List<String> numbers, int index) {
        return Optional.of(index)
                .filter(at -> at < numbers.size())
                .map(numbers::get)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    Traffic plus(Traffic other) {
        return new Traffic(
                sent + other.sent,
                packetsSent + other.packetsSent,
                received + other.received,
                packetsReceived + other.packetsReceived);
    }

    /** What came since, or everything, if the kernel began to count anew. */
    Traffic since(Traffic before) {
        if (packetsSent < before.packetsSent || packetsReceived < before.packetsReceived) {
            return this;
        }
        return new Traffic(
                Math.max(0, sent - before.sent),
                packetsSent - before.packetsSent,
                Math.max(0, received - before.received),
                packetsReceived - before.packetsReceived);
    }

    /** Octets of a packet on average; 0 if there was none. */
    long average() {
        var packets = packetsSent + packetsReceived;
        return packets == 0 ? 0 : (sent + received) / packets;
    }
}
