package org.lwm2m.object.connectivity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring;
import org.lwm2m.testing.Proves;

class LinuxConnectivityTest {

    private static final int ETHER = 1;
    private static final int PPP = 512;
    private static final String IPV6_DEFAULT =
            "%032d 00 %032d 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     wlan0\n"
                    .formatted(0, 0);

    @TempDir
    Path root;

    private FakeNetwork network;
    private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1);

    @BeforeEach
    void boot() {
        network = new FakeNetwork(root);
        background.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        background.shutdownNow();
    }

    @Test
    @Proves("OBJ-04")
    void isConnectedByTheLinkOfTheBestDefaultRoute() {
        network.link("eth0", ETHER, "").link("wlan0", ETHER, "wlan").routes("eth0 0101A8C0 600", "wlan0 0100000A 100");
        var connectivity = connectivity();
        assertEquals(ConnectivityMonitoring.WLAN, connectivity.networkBearer());
        assertEquals(Map.of(0, 21, 1, 41), connectivity.availableNetworkBearer());
        network.routes("eth0 0101A8C0 50", "wlan0 0100000A 100");
        assertEquals(ConnectivityMonitoring.ETHERNET, connectivity.networkBearer());
        assertEquals(Map.of(0, 41, 1, 21), connectivity.availableNetworkBearer());
    }

    @Test
    void takesALinkThatIsDownForNone() {
        network.link("eth0", ETHER, "").link("wlan0", ETHER, "wlan").routes("eth0 0101A8C0 1", "wlan0 0100000A 2");
        network.state("eth0", "down");
        var connectivity = connectivity();
        assertEquals(ConnectivityMonitoring.WLAN, connectivity.networkBearer());
        assertEquals(Map.of(0, 21), connectivity.availableNetworkBearer());
        network.state("wlan0", "dormant");
        var absent = List.<Executable>of(
                connectivity::networkBearer,
                connectivity::availableNetworkBearer,
                connectivity::linkQuality,
                connectivity::ipAddresses,
                connectivity::routerIpAddresses);
        absent.forEach(getter -> assertThrows(Absent.class, getter));
    }

    @Test
    void tellsBearersByWhatTheKernelSaysOfThem() {
        network.link("bnep0", ETHER, "bluetooth")
                .link("eth0", ETHER, "")
                .link("lowpan0", 804, "")
                .link("wlan0", ETHER, "wlan")
                .link("wwan0", 65534, "wwan");
        assertEquals(Map.of(0, 22, 1, 41, 2, 23, 3, 21, 4, 6), connectivity().availableNetworkBearer());
    }

    @Test
    void takesTheBearerThatIsConfigured() {
        network.link("eth0", ETHER, "")
                .virtual("ppp0", PPP)
                .state("ppp0", "unknown")
                .routes("ppp0 00000000 0");
        var connectivity = connectivity();
        assertThrows(Absent.class, connectivity::networkBearer, "a modem, or DSL?");
        assertEquals(Map.of(0, 41), connectivity.availableNetworkBearer());
        connectivity.modified(FakeNetwork.config(Map.of("bearers", new String[] {" ppp0 = 42 ", "eth0=43"})));
        assertEquals(42, connectivity.networkBearer());
        assertEquals(Map.of(0, 42, 1, 43), connectivity.availableNetworkBearer());
    }

    @Test
    void takesTheLinkThatIsConfigured() {
        network.link("eth0", ETHER, "").link("wlan0", ETHER, "wlan").routes("wlan0 0100000A 100");
        assertEquals(41, connectivity(Map.of("link", "eth0")).networkBearer());
        assertThrows(Absent.class, connectivity(Map.of("link", "eth7"))::networkBearer);
    }

    @Test
    void leavesOutBridgesAndTunnelsUnlessOneIsInUse() {
        network.link("eth0", ETHER, "")
                .virtual("docker0", ETHER)
                .virtual("tun0", 65534)
                .addresses("docker0", "172.17.0.1")
                .addresses("eth0", "192.168.1.20");
        var connectivity = connectivity();
        assertEquals(Map.of(0, 41), connectivity.availableNetworkBearer());
        assertEquals(Map.of(0, "192.168.1.20"), connectivity.ipAddresses());
    }

    @Test
    void isConnectedInAContainerThatHasNoHardware() {
        network.virtual("eth0", ETHER).routes("eth0 010011AC 0").addresses("eth0", "172.17.0.2");
        var connectivity = connectivity();
        assertEquals(41, connectivity.networkBearer());
        assertEquals(Map.of(0, "172.17.0.2"), connectivity.ipAddresses());
        assertEquals(Map.of(0, "172.17.0.1"), connectivity.routerIpAddresses());
    }

    @Test
    @Proves("OBJ-04")
    void tellsAddressesAndTheRouterOfEachUnderTheSameNumber() {
        network.link("eth0", ETHER, "")
                .link("wlan0", ETHER, "wlan")
                .addresses("eth0", "192.168.1.20", "fe80::1", "2001:db8::20")
                .addresses("wlan0", "10.0.0.7", "2001:db8:1::7")
                .routes("eth0 0101A8C0 100")
                .file("proc/net/ipv6_route", IPV6_DEFAULT);
        var connectivity = connectivity();
        assertEquals(
                Map.of(0, "192.168.1.20", 1, "2001:db8:0:0:0:0:0:20", 2, "10.0.0.7", 3, "2001:db8:1:0:0:0:0:7"),
                connectivity.ipAddresses());
        assertEquals(Map.of(0, "192.168.1.1", 3, "fe80:0:0:0:0:0:0:1"), connectivity.routerIpAddresses());
    }

    @Test
    void takesARouteThatIsRejectedOrToANetworkForNone() {
        network.link("eth0", ETHER, "")
                .addresses("eth0", "192.168.1.20")
                .file(
                        "proc/net/route",
                        "Iface Destination Gateway Flags RefCnt Use Metric Mask\n"
                                + "eth0 00000000 0101A8C0 0200 0 0 0 00000000\n"
                                + "eth0 0001A8C0 00000000 0001 0 0 0 00FFFFFF\n"
                                + "half a line\n"
                                + "eth0 00000000 what 0003 0 0 x 00000000\n");
        assertThrows(Absent.class, connectivity()::routerIpAddresses);
    }

    @Test
    @Proves("OBJ-04")
    void tellsHowWellAWlanReceives() {
        network.link("wlan0", ETHER, "wlan").routes("wlan0 0100000A 0");
        var connectivity = connectivity();
        assertThrows(Absent.class, connectivity::linkQuality);
        assertEquals(0, connectivity.radioSignalStrength());
        wireless("54.", "-56.");
        assertEquals(54, connectivity.linkQuality());
        assertEquals(-56, connectivity.radioSignalStrength());
        wireless("70", "200");
        assertEquals(-56, connectivity.radioSignalStrength(), "a negative octet");
        wireless("70", "40");
        assertEquals(0, connectivity.radioSignalStrength(), "in no known measure");
    }

    @Test
    @Proves("OBJ-04")
    void tellsOfWhatChangedToWhoeverListens() {
        network.link("wlan0", ETHER, "wlan").routes("wlan0 0100000A 0").addresses("wlan0", "10.0.0.7");
        wireless("54.", "-56.");
        var connectivity = connectivity();
        var told = new RecordedChanges(connectivity);
        connectivity.changes = told;
        connectivity.tick();
        connectivity.tick();
        assertEquals(List.of(), told.resources);
        wireless("50.", "-60.");
        network.addresses("wlan0", "10.0.0.8");
        connectivity.tick();
        assertEquals(List.of(2, 3, 4), told.taken());
        network.state("wlan0", "down");
        connectivity.tick();
        assertEquals(List.of(0, 1, 2, 3, 4, 5), told.taken());
        connectivity.changes = null;
        network.state("wlan0", "up");
        connectivity.tick();
        assertEquals(List.of(), told.taken());
    }

    @Test
    void looksAsOftenAsIsConfiguredAndNotAfterItIsClosed() {
        var connectivity = connectivity();
        assertEquals(1, background.getQueue().size());
        connectivity.modified(FakeNetwork.config(Map.of("refresh.seconds", 0)));
        assertEquals(0, background.getQueue().size());
        connectivity.close();
        assertTrue(background.isShutdown());
    }

    @Test
    void hasWhatLinuxTellsAndNothingOfCellularNetworks() {
        var definition = ObjectInterface.of(ConnectivityMonitoring.class);
        var connectivity = connectivity();
        for (var id : definition.definition().resources().keySet()) {
            var method = definition.reader(id).orElseThrow();
            assertEquals(id <= 5, ObjectInterface.has(connectivity, method), () -> "resource " + id);
        }
    }

    @Test
    void readsTheMachineThatTheTestRunsOn() throws Exception {
        if (!Files.isDirectory(Path.of("/sys/class/net")) || !hasAddress()) {
            System.out.println("No network of Linux here: only made ones were read");
            return;
        }
        var connectivity = new LinuxConnectivity(FakeNetwork.config(Map.of()), Host.ofThisMachine(), background);
        assertFalse(connectivity.ipAddresses().isEmpty());
        for (var text : connectivity.ipAddresses().values()) {
            assertEquals(text, InetAddress.getByName(text).getHostAddress());
        }
    }

    private boolean hasAddress() {
        var host = Host.ofThisMachine();
        var settings = Settings.of(FakeNetwork.config(Map.of()));
        return Stream.of(Connection.of(host, settings))
                .flatMap(now -> now.links().stream())
                .anyMatch(link -> host.addresses().apply(link.name()).stream()
                        .anyMatch(address -> !address.isLinkLocalAddress()));
    }

    private void wireless(String quality, String level) {
        network.file(
                "proc/net/wireless",
                "Inter-| sta-|   Quality        |\n face | tus | link level noise |\n" + " wlan0: 0000   " + quality
                        + "  " + level + "  -256        0      0\n");
    }

    private LinuxConnectivity connectivity() {
        return connectivity(Map.of());
    }

    private LinuxConnectivity connectivity(Map<String, Object> config) {
        return new LinuxConnectivity(FakeNetwork.config(config), network.host(), background);
    }
}
