package org.lwm2m.object.connectivity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files and addresses of a machine's network, and a configuration, to be set up as a test wants them. */
final class FakeNetwork {

    private final Path root;
    private final Map<String, List<InetAddress>> addresses = new HashMap<>();
    private final Map<String, String> counters = new TreeMap<>();

    FakeNetwork(Path root) {
        this.root = root;
        file("sys/class/net/lo/type", "772\n").file("sys/class/net/lo/operstate", "unknown\n");
        file("sys/class/net/lo/flags", "0x9\n");
    }

    FakeNetwork file(String name, String text) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link with hardware that is up. */
    FakeNetwork link(String name, int type, String kind) {
        return file("sys/class/net/" + name + "/device/vendor", "0x1af4\n")
                .file("sys/class/net/" + name + "/uevent", kind.isEmpty() ? "" : "DEVTYPE=" + kind + "\n")
                .virtual(name, type);
    }

    /** A link that is up, with nothing behind it. */
    FakeNetwork virtual(String name, int type) {
        return file("sys/class/net/" + name + "/type", type + "\n").state(name, "up");
    }

    FakeNetwork state(String name, String state) {
        return file("sys/class/net/" + name + "/operstate", state + "\n")
                .file("sys/class/net/" + name + "/flags", "0x1003\n");
    }

    FakeNetwork addresses(String link, String... texts) {
        addresses.put(link, Stream.of(texts).map(FakeNetwork::address).toList());
        return this;
    }

    /** Of IPv4; the gateway in the order of a PC. */
    FakeNetwork routes(String... linkGatewayMetric) {
        var lines = Stream.of(linkGatewayMetric)
                .map(text -> text.split(" "))
                .map(words ->
                        words[0] + "\t00000000\t" + words[1] + "\t0003\t0\t0\t" + words[2] + "\t00000000\t0\t0\t0\n");
        return file("proc/net/route", "Iface\tDestination\tGateway \tFlags\n" + String.join("", lines.toList()));
    }

    /** What the kernel has counted: octets and packets received, octets and packets sent. */
    FakeNetwork counted(String link, long received, long packetsReceived, long sent, long packetsSent) {
        counters.put(
                link,
                "%6s: %d %d 0 0 0 0 0 0 %d %d 0 0 0 0 0 0\n"
                        .formatted(link, received, packetsReceived, sent, packetsSent));
        return file("proc/net/dev", " face |bytes    packets|bytes\n" + String.join("", counters.values()));
    }

    FakeNetwork gone(String link) {
        counters.remove(link);
        return file("proc/net/dev", " face |bytes    packets|bytes\n" + String.join("", counters.values()));
    }

    Host host() {
        return new Host(root, link -> addresses.getOrDefault(link, List.of()));
    }

    /** What Config Admin would hand over: a value of a wrong type throws when it is asked for. */
    static Config config(Map<String, Object> values) {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (self, method, a) -> {
                    var key = method.getName().replace('_', '.');
                    return values.getOrDefault(key, method.getDefaultValue());
                });
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
