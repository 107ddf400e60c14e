package org.lwm2m.itest.faults;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.object.Changes;

/** The client in a process: {@code DeviceProgram HOME}. Obeys bootstrap, register, update, level and state. */
final class DeviceProgram {

    private static final int SERVER = 1;
    private static final int BOOTSTRAP_SERVER = 0;
    private static final long LOOK_MILLIS = 5;

    private final Probe.Kept probe;
    private final LocalClient client;
    private final Changes changes;

    private DeviceProgram(Shipped shipped, Path home) throws InterruptedException {
        probe = new Probe.Kept(home.resolve(Site.ERRANDS));
        shipped.offer(Probe.class, probe, new Hashtable<>(Map.of("lwm2m.object.instance", 0)));
        client = shipped.service(LocalClient.class);
        changes = shipped.service(Changes.class);
    }

    public static void main(String... arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var console = new Console();
        var device = new DeviceProgram(Shipped.start(home, "org.lwm2m.client"::equals), home);
        device.untilItHasAccounts();
        console.say("ready");
        console.obey(device::obey);
    }

    /** Configured accounts come a moment after the client itself. */
    private void untilItHasAccounts() throws InterruptedException {
        while (client.servers().stream().noneMatch(each -> each.server() == BOOTSTRAP_SERVER)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private CompletionStage<?> obey(String... command) {
        return switch (command[0]) {
            case "bootstrap" -> client.bootstrap();
            case "register" -> client.register(SERVER);
            case "update" -> client.update(SERVER);
            case "level" -> level(Long.parseLong(command[1]));
            case "state" -> CompletableFuture.completedStage(state());
            default -> throw new IllegalArgumentException(command[0]);
        };
    }

    private CompletionStage<?> level(long level) {
        probe.level(level);
        changes.of(probe, 0);
        return CompletableFuture.completedStage(level);
    }

    private String state() {
        return client.servers().stream()
                .map(each -> each.server() + "=" + each.state())
                .collect(Collectors.joining(" "));
    }
}
