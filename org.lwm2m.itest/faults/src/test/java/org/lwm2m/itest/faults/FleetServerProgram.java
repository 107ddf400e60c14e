package org.lwm2m.itest.faults;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;

/** The server of many clients in a process, {@code FleetServerProgram HOME}: {@code count} or {@code size}. */
final class FleetServerProgram {

    private FleetServerProgram() {}

    public static void main(String... arguments) throws Exception {
        var console = new Console();
        var shipped = Shipped.start(Path.of(arguments[0]), "org.lwm2m.server"::equals);
        var clients = shipped.service(Clients.class);
        console.say("ready");
        console.obey(command -> CompletableFuture.completedStage(
                command[0].equals("size")
                        ? Size.now()
                        : clients.stream()
                                .filter(FleetServerProgram::ofTheFleet)
                                .count()));
    }

    private static boolean ofTheFleet(Client client) {
        return client.registration().endpoint().startsWith(FleetProgram.NAME);
    }
}
