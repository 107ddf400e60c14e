package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.lwm2m.model.device.DeviceControl;
import org.lwm2m.testing.Proves;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The objects that the gateway brings along, as its server manages them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ObjectsIT {

    private static final String CONNECTIVITY = "org.lwm2m.object.connectivity";
    private static final String FIXED = "org.lwm2m.object.location.fixed";
    private static final Attributes AT_ONCE =
            Attributes.NONE.with(Attribute.PMIN, 0).with(Attribute.PMAX, 60);

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    private Client gateway;

    @Configuration
    public Option[] system() throws IOException {
        return TheSystem.options();
    }

    @Before
    public void isRegistered() throws Exception {
        gateway = new Gateway(context, clients).client();
    }

    @Test
    @Proves("OBJ-03")
    public void theDeviceIsRebootedAndResetByWhoeverOwnsIt() throws Exception {
        refused(Status.METHOD_NOT_ALLOWED, "/3/0/4");
        refused(Status.METHOD_NOT_ALLOWED, "/3/0/5");
        var done = Collections.synchronizedList(new ArrayList<String>());
        var owner = new DeviceControl() {
            @Override
            public void reboot() {
                done.add("reboot");
            }

            @Override
            public void factoryReset() {
                done.add("factory reset");
            }
        };
        var service = context.registerService(DeviceControl.class, owner, null);
        try {
            execute("/3/0/4");
            execute("/3/0/5");
        } finally {
            service.unregister();
        }
        assertEquals(List.of("reboot", "factory reset"), done);
    }

    @Test
    @Proves("OBJ-03")
    public void theErrorsOfTheDeviceAreReadAndReset() throws Exception {
        execute("/3/0/12");
        var errors = read("/3/0/11");
        assertTrue(errors.toString(), errors.containsKey("/3/0/11/0"));
    }

    @Test
    @Proves("OBJ-03")
    public void theTimeOfTheDeviceIsSet() throws Exception {
        var then = Instant.parse("2001-02-03T04:05:06Z");
        write("/3/0/13", new Value.Time(then));
        write("/3/0/15", new Value.Text("Asia/Kolkata"));
        assertEquals(new Value.Text("+05:30"), read("/3/0/14").get("/3/0/14"));
        write("/3/0/14", new Value.Text("-03:30"));
        var device = read("/3/0");
        var now = ((Value.Time) device.get("/3/0/13")).value();
        assertTrue(now.toString(), !now.isBefore(then) && now.isBefore(then.plusSeconds(600)));
        assertEquals(new Value.Text("-03:30"), device.get("/3/0/14"));
        assertEquals(new Value.Text("Asia/Kolkata"), device.get("/3/0/15"));
        write("/3/0/13", new Value.Time(Instant.now()));
    }

    @Test
    @Proves("OBJ-04")
    public void theConnectionIsReadAndObserved() throws Exception {
        assumeTrue("a network", isConnected());
        TheSystem.configure(CONNECTIVITY, "refresh.seconds = 1");
        Until.holds("the configuration", () -> values("/4/0").containsKey("/4/0/0"));
        var connection = read("/4/0");
        assertTrue(connection.toString(), connection.get("/4/0/0") instanceof Value.Int);
        assertEquals(connection.get("/4/0/0"), connection.get("/4/0/1/0"));
        assertTrue(connection.toString(), connection.get("/4/0/2") instanceof Value.Int);
        assertTrue(connection.toString(), connection.get("/4/0/4/0") instanceof Value.Text);
        var seen = new LinkedBlockingQueue<List<Entry>>();
        try (var observation = Until.done(gateway.observe(List.of(Path.parse("/4/0")), AT_ONCE, seen::add))) {
            assertEquals(1, observation.paths().size());
            TheSystem.configure(CONNECTIVITY, "refresh.seconds = 1\nbearers = " + names(43));
            heard(seen, "/4/0/0", new Value.Int(43));
        }
    }

    @Test
    @Proves("OBJ-06")
    public void theLocationIsReadAndObserved() throws Exception {
        TheSystem.configure(FIXED, "latitude = -43.5723\nlongitude = 153.2176\naltitude = 140\nradius = 100");
        Until.holds("/6/0 is registered", () -> has("/6/0"));
        var location = read("/6/0");
        assertEquals(new Value.Real(-43.5723), location.get("/6/0/0"));
        assertEquals(new Value.Real(153.2176), location.get("/6/0/1"));
        assertEquals(new Value.Real(140), location.get("/6/0/2"));
        assertEquals(new Value.Real(100), location.get("/6/0/3"));
        assertTrue(location.toString(), location.get("/6/0/5") instanceof Value.Time);
        var seen = new LinkedBlockingQueue<List<Entry>>();
        try (var observation = Until.done(gateway.observe(List.of(Path.parse("/6/0")), AT_ONCE, seen::add))) {
            assertEquals(1, observation.paths().size());
            TheSystem.configure(FIXED, "latitude = 48.5\nlongitude = 11.5");
            heard(seen, "/6/0/0", new Value.Real(48.5));
        }
        assertEquals(Map.of("/6/0/1", new Value.Real(11.5)), read("/6/0/1"));
    }

    @Test
    @Proves("OBJ-07")
    public void whatGoesOverTheNetworkIsCountedFromStartToStop() throws Exception {
        countLoopback();
        var counted = read("/7/0");
        assertTrue(counted.toString(), number(counted, "/7/0/5") > 0);
        execute("/7/0/7");
        var stopped = counters();
        traffic();
        assertEquals(stopped, counters());
    }

    @Test
    @Proves("OBJ-07")
    public void nothingIsCountedWhenThePeriodIsOver() throws Exception {
        countLoopback();
        write("/7/0/8", new Value.Int(1));
        assertEquals(Map.of("/7/0/8", new Value.Int(1)), read("/7/0/8"));
        var seen = new LinkedBlockingQueue<List<Entry>>();
        try (var observation = Until.done(gateway.observe(List.of(Path.parse("/7/0/3")), AT_ONCE, seen::add))) {
            assertEquals(1, observation.paths().size());
            execute("/7/0/6");
            Until.holds("it stops", () -> {
                var before = counters();
                traffic();
                return before.equals(counters());
            });
            assertTrue(seen.poll(Until.SOON.toSeconds(), TimeUnit.SECONDS) != null);
        }
    }

    /** What the tests themselves send is all that is sure to be there. */
    private void countLoopback() throws Exception {
        TheSystem.configure(CONNECTIVITY, "link = lo\nrefresh.seconds = 1");
        write("/7/0/8", new Value.Int(0));
        execute("/7/0/6");
        Until.holds("1 kB is counted", () -> received() >= 1);
    }

    /** Some kB. */
    private void traffic() {
        for (var i = 0; i < 20; i++) {
            values("/3/0");
        }
    }

    private long received() {
        return number(values("/7/0/3"), "/7/0/3");
    }

    private Map<String, Value> counters() {
        var counters = new HashMap<>(values("/7/0"));
        counters.remove("/7/0/8");
        return counters;
    }

    private Map<String, Value> values(String path) {
        try {
            return read(path);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static long number(Map<String, Value> values, String path) {
        return ((Value.Int) values.get(path)).value();
    }

    private static void heard(LinkedBlockingQueue<List<Entry>> seen, String path, Value value) throws Exception {
        Until.holds(path + " = " + value + " is reported", () -> {
            var report = seen.poll();
            return report != null
                    && report.stream()
                            .anyMatch(each -> each.path().equals(Path.parse(path))
                                    && each.value().equals(value));
        });
    }

    private Map<String, Value> read(String path) throws Exception {
        return Until.done(gateway.read(Path.parse(path))).stream()
                .collect(Collectors.toMap(each -> each.path().toString(), Entry::value));
    }

    private void write(String path, Value value) throws Exception {
        Until.done(gateway.write(Path.parse(path), value));
    }

    private void execute(String path) throws Exception {
        Until.done(gateway.execute(Path.parse(path), ""));
    }

    private void refused(Status status, String path) {
        assertEquals(
                status, assertThrows(LwM2mException.class, () -> execute(path)).status());
    }

    private boolean has(String path) {
        return gateway.registration().links().stream()
                .anyMatch(link -> link.path().toString().equals(path));
    }

    private static boolean isConnected() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress());
    }

    /** Every interface with this bearer. */
    private static String names(int bearer) throws IOException {
        return NetworkInterface.networkInterfaces()
                .map(each -> each.getName() + "=" + bearer)
                .collect(Collectors.joining(", "));
    }
}
