package org.lwm2m.itest.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.server.Observation;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;

/**
 * The server in a process, and its application, which wants to hear of the level of each device: {@code ServerProgram HOME}. Says {@code here} for each
 * Register and Update, and {@code heard} for each level.
 */
final class ServerProgram implements ClientListener, DataListener {

    private static final org.lwm2m.api.Path LEVEL = org.lwm2m.api.Path.of(Probe.ID, 0, 0);
    private static final long ANOTHER_LOOK_MILLIS = 200;

    private final Console console;
    private final Clients clients;
    private final RegistrationStore store;
    private final Object wish = new Object();
    private Optional<Observation> observation = Optional.empty(); // guarded by wish, as is the next
    private boolean asking;

    private ServerProgram(Console console, Shipped shipped) throws InterruptedException {
        this.console = console;
        shipped.offer(ClientListener.class, this);
        shipped.offer(DataListener.class, this);
        clients = shipped.service(Clients.class);
        store = shipped.service(RegistrationStore.class);
    }

    public static void main(String... arguments) throws Exception {
        var console = new Console();
        var server = new ServerProgram(console, Shipped.start(Path.of(arguments[0]), "org.lwm2m.server"::equals));
        console.say("ready");
        var wishes = new Thread(server::wish, "wishes");
        wishes.setDaemon(true);
        wishes.start();
        console.obey(server::obey);
    }

    private CompletionStage<?> obey(String... command) {
        var path = org.lwm2m.api.Path.parse(command[1]);
        return switch (command[0]) {
            case "read" -> device().read(path).thenApply(entries -> number(entries.get(0)));
            case "write" -> device().write(path, new Value.Int(Long.parseLong(command[2])));
            case "execute" -> device().execute(path, command[2]);
            default -> throw new IllegalArgumentException(command[0]);
        };
    }

    private Client device() {
        return clients.stream().findFirst().orElseThrow(() -> new IllegalStateException("nobody is registered"));
    }

    private static Object number(Entry entry) {
        return entry.value() instanceof Value.Int number ? number.value() : entry.value();
    }

    @Override
    public void registered(Client client, Optional<Registration> previous) {
        console.say("here", client.registration().id(), "registered");
    }

    @Override
    public void updated(Client client, Registration previous) {
        console.say("here", client.registration().id(), "updated");
    }

    @Override
    public void gone(Registration last, Reason reason) {
        console.say("gone", last.id(), reason);
    }

    @Override
    public void received(Client client, List<Entry> entries, Optional<Token> token) {
        entries.stream()
                .filter(entry -> entry.path().equals(LEVEL))
                .forEach(entry -> console.say(
                        "heard", number(entry), token.map(Token::toString).orElse("sent")));
    }

    /** Observes who is registered and is not observed, neither by this process nor by the one before. */
    private void wish() {
        try {
            for (; ; Thread.sleep(ANOTHER_LOOK_MILLIS)) {
                clients.stream().findFirst().filter(this::unheard).ifPresent(this::observe);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean unheard(Client client) {
        synchronized (wish) {
            return !asking
                    && observation.isEmpty()
                    && store.observations(client.registration().id()).isEmpty();
        }
    }

    private void observe(Client client) {
        synchronized (wish) {
            asking = true;
        }
        client.observe(List.of(LEVEL), Attributes.NONE, entries -> {}).whenComplete((made, failure) -> {
            synchronized (wish) {
                asking = false;
                observation = Optional.ofNullable(made);
            }
        });
    }
}
