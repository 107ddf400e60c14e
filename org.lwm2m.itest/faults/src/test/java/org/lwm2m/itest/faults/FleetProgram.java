package org.lwm2m.itest.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.client.ServerStatus.State;

/** Many clients of our engine in a process, which know nothing but a Bootstrap-Server: {@code FleetProgram HOME}. */
final class FleetProgram {

    /** What all their names begin with. */
    static final String NAME = "fleet-";

    private static final int SERVER = 1;
    private static final int NO_SECURITY = 3;

    private final LocalClients clients;
    private List<LocalClient> opened = List.of();

    private FleetProgram(LocalClients clients) {
        this.clients = clients;
    }

    public static void main(String... arguments) throws Exception {
        var console = new Console();
        var shipped = Shipped.start(Path.of(arguments[0]), "org.lwm2m.client"::equals);
        var fleet = new FleetProgram(shipped.service(LocalClients.class));
        console.say("ready");
        console.obey(fleet::obey);
    }

    /** {@code open URI COUNT}, {@code registered} for how many are, or {@code size}. */
    private CompletionStage<?> obey(String... command) {
        switch (command[0]) {
            case "open" -> open(command[1], Integer.parseInt(command[2]));
            case "registered" -> {
                return CompletableFuture.completedStage(
                        opened.stream().filter(FleetProgram::registered).count());
            }
            default -> {
                return CompletableFuture.completedStage(Size.now());
            }
        }
        return CompletableFuture.completedStage("");
    }

    private void open(String uri, int count) {
        var account = List.of(
                Entry.of(org.lwm2m.api.Path.of(0, 0, 0), new Value.Text(uri)),
                Entry.of(org.lwm2m.api.Path.of(0, 0, 1), new Value.Flag(true)),
                Entry.of(org.lwm2m.api.Path.of(0, 0, 2), new Value.Int(NO_SECURITY)));
        opened = java.util.stream.IntStream.range(0, count)
                .mapToObj(number -> clients.open(NAME + number, account, List.of()))
                .toList();
    }

    private static boolean registered(LocalClient client) {
        return client.servers().stream().anyMatch(each -> each.server() == SERVER && each.state() == State.REGISTERED);
    }
}
