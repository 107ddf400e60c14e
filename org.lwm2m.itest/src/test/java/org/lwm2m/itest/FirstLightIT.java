package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The shipped bundles: the gateway registers with its own server over CoAP, and is managed. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FirstLightIT {

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
    public void theDeviceIsThisMachine() throws Exception {
        var entries = Until.done(gateway.read(Path.parse("/3/0"))).stream()
                .collect(Collectors.toMap(Entry::path, Entry::value));
        assertTrue(entries.toString(), entries.get(Path.parse("/3/0/0")) instanceof Value.Text);
        assertTrue(entries.toString(), entries.get(Path.parse("/3/0/13")) instanceof Value.Time);
    }

    @Test
    public void aWrittenLifetimeIsInForce() throws Exception {
        Until.done(gateway.write(Path.parse("/1/0/1"), new Value.Int(60)));
        assertEquals(
                List.of(Entry.of(Path.parse("/1/0/1"), new Value.Int(60))),
                Until.done(gateway.read(Path.parse("/1/0/1"))));
        Until.holds(
                "lifetime of 60 s",
                () -> gateway.registration().terms().lifetime().equals(Duration.ofSeconds(60)));
    }

    @Test
    public void theUpdateTriggerMakesItUpdate() throws Exception {
        var before = gateway.registration();
        Until.done(gateway.execute(Path.parse("/1/0/8"), ""));
        Until.holds("an Update", () -> gateway.registration().updated().isAfter(before.updated()));
        assertEquals(before.id(), gateway.registration().id());
    }

    @Test
    public void anObservedTimeIsReported() throws Exception {
        var path = Path.parse("/3/0/13");
        var seen = new LinkedBlockingQueue<List<Entry>>();
        var eachSecond = Attributes.NONE.with(Attribute.PMIN, 0).with(Attribute.PMAX, 1);
        try (var observation = Until.done(gateway.observe(List.of(path), eachSecond, seen::add))) {
            assertEquals(List.of(path), observation.paths());
            for (var i = 0; i < 3; i++) {
                var report = seen.poll(Until.SOON.toSeconds(), TimeUnit.SECONDS);
                assertEquals(path, report.get(0).path());
            }
        }
    }

    @Test
    public void discoverListsWhatTheDeviceHas() throws Exception {
        var found = Until.done(gateway.discover(Path.parse("/3"))).stream()
                .map(link -> link.path().toString())
                .toList();
        assertTrue(found.toString(), found.containsAll(List.of("/3", "/3/0", "/3/0/0", "/3/0/13")));
    }
}
