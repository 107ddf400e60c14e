package org.lwm2m.bootstrap;

import java.util.ArrayList;
import java.util.List;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;

/** Accounts to write. */
public final class Samples {

    private Samples() {}

    public static List<Entry> security(int instance, int server) {
        return List.of(
                Entry.of(Path.of(0, instance, 0), new Value.Text("coap://server-" + server + ".example.com")),
                Entry.of(Path.of(0, instance, 1), new Value.Flag(false)),
                Entry.of(Path.of(0, instance, 2), new Value.Int(3)),
                Entry.of(Path.of(0, instance, 10), new Value.Int(server)));
    }

    public static List<Entry> server(int instance, int server) {
        return List.of(
                Entry.of(Path.of(1, instance, 0), new Value.Int(server)),
                Entry.of(Path.of(1, instance, 1), new Value.Int(86_400)),
                Entry.of(Path.of(1, instance, 6), new Value.Flag(false)),
                Entry.of(Path.of(1, instance, 7), new Value.Text("U")));
    }

    /** Everything that makes the account of one server. */
    public static Step.Write[] account(int instance, int server) {
        return new Step.Write[] {
            new Step.Write(Path.of(0, instance), security(instance, server)),
            new Step.Write(Path.of(1, instance), server(instance, server))
        };
    }

    @SafeVarargs
    public static List<Entry> all(List<Entry>... some) {
        var all = new ArrayList<Entry>();
        for (var each : some) {
            all.addAll(each);
        }
        return all;
    }
}
