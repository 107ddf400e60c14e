package org.lwm2m.object.connectivity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.connectivitystatistics.ConnectivityStatistics;
import org.lwm2m.testing.Proves;

class LinuxStatisticsTest {

    private static final int ETHER = 1;
    private static final int RAW_IP = 519;

    @TempDir
    Path root;

    private FakeNetwork network;
    private final List<Runnable> ends = new ArrayList<>();
    private final ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable end, long delay, TimeUnit unit) {
            ends.add(end);
            return super.schedule(end, delay, unit);
        }
    };

    @BeforeEach
    void boot() {
        network = new FakeNetwork(root).link("wwan0", RAW_IP, "wwan").counted("wwan0", 5_000_000, 5_000, 700_000, 900);
        background.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        background.shutdownNow();
    }

    @Test
    void countsNothingBeforeItIsStarted() {
        var statistics = statistics();
        network.counted("wwan0", 9_000_000, 9_000, 900_000, 1_100);
        assertCounted(statistics, 0, 0, 0);
    }

    @Test
    @Proves("OBJ-07")
    void countsFromStartToStopAndKeepsWhatItCounted() {
        var statistics = statistics();
        statistics.start();
        assertCounted(statistics, 0, 0, 0);
        network.counted("wwan0", 5_120_500, 5_080, 702_000, 920);
        assertCounted(statistics, 2, 120, 122_500 / 100);
        statistics.stop();
        network.counted("wwan0", 9_000_000, 9_000, 900_000, 1_100);
        assertCounted(statistics, 2, 120, 122_500 / 100);
        statistics.stop();
        assertCounted(statistics, 2, 120, 122_500 / 100);
    }

    @Test
    void countsUpToTheMomentOfTheStop() {
        var statistics = statistics();
        statistics.start();
        network.counted("wwan0", 5_000_000, 5_000, 701_000, 901);
        statistics.stop();
        assertCounted(statistics, 1, 0, 1_000);
    }

    @Test
    void startsFromZeroAgain() {
        var statistics = statistics();
        statistics.start();
        network.counted("wwan0", 6_000_000, 6_000, 800_000, 1_000);
        assertCounted(statistics, 100, 1_000, 1_000);
        statistics.start();
        assertCounted(statistics, 0, 0, 0);
        network.counted("wwan0", 6_002_000, 6_002, 800_000, 1_000);
        assertCounted(statistics, 0, 2, 1_000);
    }

    @Test
    @Proves("OBJ-07")
    void stopsWhenThePeriodIsOver() {
        var statistics = statistics(Map.of("refresh.seconds", 0));
        statistics.collectionPeriod(30);
        statistics.start();
        var over = (ScheduledFuture<?>) background.getQueue().peek();
        assertTrue(over.getDelay(TimeUnit.SECONDS) >= 28);
        network.counted("wwan0", 5_003_000, 5_003, 700_000, 900);
        ends.get(0).run();
        network.counted("wwan0", 6_000_000, 6_000, 800_000, 1_000);
        assertCounted(statistics, 0, 3, 1_000);
    }

    @Test
    void doesNotStopWhatWasStartedAnewWhenAnEarlierPeriodIsOver() {
        var statistics = statistics(Map.of("refresh.seconds", 0, "period.seconds", 60));
        statistics.start();
        statistics.collectionPeriod(0);
        statistics.start();
        assertEquals(0, background.getQueue().size());
        ends.get(0).run();
        network.counted("wwan0", 5_003_000, 5_003, 700_000, 900);
        assertCounted(statistics, 0, 3, 1_000);
    }

    @Test
    @Proves("OBJ-07")
    void countsForEverWithoutAPeriod() {
        var statistics = statistics(Map.of("refresh.seconds", 0));
        assertEquals(0, statistics.collectionPeriod());
        statistics.start();
        assertEquals(0, background.getQueue().size());
    }

    @Test
    void takesThePeriodThatAServerWritesInsteadOfTheConfiguredOne() {
        var statistics = statistics(Map.of("period.seconds", 60));
        assertEquals(60, statistics.collectionPeriod());
        statistics.collectionPeriod(5);
        assertEquals(5, statistics.collectionPeriod());
        for (var bad : List.of(-1L, 1L << 31)) {
            var refusal = assertThrows(LwM2mException.class, () -> statistics.collectionPeriod(bad));
            assertEquals(Status.BAD_REQUEST, refusal.status());
        }
        assertEquals(5, statistics.collectionPeriod());
    }

    @Test
    void leavesOutTheHeaderOfEthernet() {
        network.link("eth0", ETHER, "").counted("eth0", 0, 0, 0, 0);
        var statistics = statistics(Map.of("link", "eth0"));
        statistics.start();
        network.counted("eth0", 10_140, 10, 5_070, 5);
        assertCounted(statistics, 5, 10, 1_000);
    }

    @Test
    void countsAllLinksWithHardwareAndNoneOfTheBridgesAndTunnelsAboveThem() {
        network.link("usb0", RAW_IP, "").virtual("tun0", RAW_IP).routes("tun0 00000000 0");
        network.counted("usb0", 0, 0, 0, 0).counted("tun0", 0, 0, 0, 0).counted("lo", 0, 0, 0, 0);
        var statistics = statistics();
        statistics.start();
        network.counted("usb0", 0, 0, 4_000, 4).counted("tun0", 0, 0, 3_000, 3).counted("lo", 9_000, 9, 9_000, 9);
        network.counted("wwan0", 5_000_000, 5_000, 703_000, 903);
        assertEquals(7, statistics.txData());
    }

    @Test
    void goesOnWhenALinkGoesAndComesBackWithCountersAtZero() {
        var statistics = statistics();
        statistics.start();
        network.counted("wwan0", 5_001_000, 5_001, 700_000, 900);
        statistics.tick();
        network.gone("wwan0");
        statistics.tick();
        network.counted("wwan0", 2_000, 2, 0, 0);
        assertEquals(3, statistics.rxData());
        network.counted("wwan0", 1_000, 1, 0, 0);
        assertEquals(4, statistics.rxData(), "counted anew between two looks");
        network.gone("wwan0");
        statistics.tick();
        network.counted("wwan0", 5_000, 5, 0, 0);
        assertEquals(9, statistics.rxData(), "more than it had when it went");
    }

    @Test
    void addsNothingOfBeforeWhenAnotherLinkIsToCount() {
        network.link("usb0", RAW_IP, "").counted("usb0", 9_000_000, 9_000, 0, 0);
        var statistics = statistics(Map.of("link", "wwan0"));
        statistics.start();
        network.counted("wwan0", 5_001_000, 5_001, 700_000, 900).counted("usb0", 9_500_000, 9_500, 0, 0);
        statistics.modified(FakeNetwork.config(Map.of("link", "usb0")));
        assertEquals(1, statistics.rxData());
        network.counted("wwan0", 6_000_000, 6_000, 700_000, 900).counted("usb0", 9_502_000, 9_502, 0, 0);
        assertEquals(3, statistics.rxData());
    }

    @Test
    void readsWhatTheKernelNeverWrites() {
        network.file("proc/net/dev", "wwan0: 1 2\nwwan0: -5 x 9999999999999999999999\n:\nwwan0\n");
        var statistics = statistics();
        statistics.start();
        assertCounted(statistics, 0, 0, 0);
    }

    @Test
    void tellsOfCountersThatChanged() {
        var statistics = statistics();
        var told = new RecordedChanges(statistics);
        statistics.changes = told;
        statistics.tick();
        statistics.start();
        assertEquals(List.of(2, 3, 5), told.taken());
        statistics.tick();
        assertEquals(List.of(), told.taken());
        network.counted("wwan0", 5_003_000, 5_003, 700_000, 900);
        statistics.tick();
        assertEquals(List.of(3, 5), told.taken());
        statistics.stop();
        assertEquals(List.of(2, 3, 5), told.taken());
        statistics.modified(FakeNetwork.config(Map.of("period.seconds", 7)));
        assertEquals(List.of(8), told.taken());
        assertEquals(7, statistics.collectionPeriod());
    }

    @Test
    void hasAllButShortMessagesAndTheGreatestSize() {
        var definition = ObjectInterface.of(ConnectivityStatistics.class);
        var statistics = statistics();
        for (var id : definition.definition().resources().keySet()) {
            var method = definition.reader(id).or(() -> definition.executor(id)).orElseThrow();
            assertEquals(
                    !List.of(0, 1, 4).contains(id), ObjectInterface.has(statistics, method), () -> "resource " + id);
        }
    }

    @Test
    void endsItsThreadWhenItIsClosed() {
        statistics().close();
        assertTrue(background.isShutdown());
    }

    private LinuxStatistics statistics() {
        return statistics(Map.of());
    }

    private LinuxStatistics statistics(Map<String, Object> config) {
        return new LinuxStatistics(FakeNetwork.config(config), network.host(), background);
    }

    private static void assertCounted(LinuxStatistics statistics, long sent, long received, long average) {
        assertEquals(
                List.of(sent, received, average),
                List.of(statistics.txData(), statistics.rxData(), statistics.averageMessageSize()));
    }
}
