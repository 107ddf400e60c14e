package org.lwm2m.itest.faults;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.lwm2m.api.bootstrap.BootstrapListener;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapServer;
import org.lwm2m.api.bootstrap.BootstrapSession;

/** The Bootstrap-Server in a process: {@code BootstrapProgram HOME}. Says {@code started} and {@code ended}; obeys {@code sessions} and {@code size}. */
final class BootstrapProgram {

    private BootstrapProgram() {}

    public static void main(String... arguments) throws Exception {
        var console = new Console();
        var shipped = Shipped.start(Path.of(arguments[0]), "org.lwm2m.bootstrap"::equals);
        shipped.offer(BootstrapListener.class, new BootstrapListener() {

            @Override
            public void started(BootstrapSession session) {
                console.say("started", session.endpoint());
            }

            @Override
            public void ended(BootstrapSession session, BootstrapReport report) {
                console.say(
                        "ended", report.success() ? "well" : report.failure().get());
            }
        });
        var server = shipped.service(BootstrapServer.class);
        console.say("ready");
        console.obey(command -> CompletableFuture.completedStage(
                command[0].equals("size") ? Size.now() : server.sessions().size()));
    }
}
