package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.client.ClientSide;
import org.lwm2m.client.management.AlternatePath;
import org.lwm2m.client.registration.Self;
import org.lwm2m.itest.engines.Tasks.Task;
import org.lwm2m.testing.Proves;

/** A client with an alternate path, and a server whose applications need not know of that. */
class AlternatePathTest {

    private static final Path NAME = Path.of(Tasks.ID, 0, 0);

    private final Tasks tasks = new Tasks();

    private Together together(Version version, ContentFormat format) {
        var known = new Definitions(Task.class);
        var both = new Together(known, List.of(format, ContentFormat.TEXT));
        both.device = new ClientSide(
                both.network,
                new Self(ClientSide.ENDPOINT, Self.Manner.USUAL),
                both.clock.loop(),
                known,
                Formats.all(),
                new AlternatePath("lwm2m"));
        return both.register(version, tasks);
    }

    @ParameterizedTest
    @Proves("REG-08")
    @CsvSource({"1.0, 11542", "1.0, 11543", "1.1, 110", "1.1, 112", "1.2, 112", "1.2, 11544"})
    void operationsSendAndNotificationsGoTheirWay(String version, int format) {
        var both = together(Version.of(version).orElseThrow(), new ContentFormat(format));
        assertEquals("lwm2m", both.client().registration().root());
        both.done(both.client().create(Tasks.ID, List.of(Entry.of(NAME, new Value.Text("one")))));
        assertEquals(
                List.of(Entry.of(NAME, new Value.Text("one"))),
                both.done(both.client().read(NAME)));
        both.done(both.client()
                .write(Path.of(Tasks.ID, 0), List.of(Entry.of(NAME, new Value.Text("uno"))), Mode.PARTIAL_UPDATE));
        assertEquals("uno", tasks.all.get(0).name);
        assertTrue(both.done(both.client().discover(NAME)).stream()
                .map(Link::path)
                .toList()
                .contains(NAME));

        var seen = new ArrayList<List<Entry>>();
        var observation = both.done(both.client().observe(List.of(NAME), org.lwm2m.api.Attributes.NONE, seen::add));
        both.done(both.client().write(NAME, new Value.Text("eins")));
        both.settle();
        assertEquals(
                Entry.of(NAME, new Value.Text("eins")),
                seen.get(seen.size() - 1).get(0));
        observation.close();

        if (Version.of(version).orElseThrow().atLeast(Version.V1_1)) {
            both.clock.advance(java.time.Duration.ofSeconds(1));
            both.done(both.device.client().send(101, List.of(Entry.of(NAME, new Value.Text("due")))));
            assertEquals(
                    List.of(Entry.of(NAME, new Value.Text("due"))),
                    both.reports.get(both.reports.size() - 1).entries());
        }
        both.done(both.client().delete(Path.of(Tasks.ID, 0)));
        assertTrue(tasks.all.isEmpty());
    }
}
