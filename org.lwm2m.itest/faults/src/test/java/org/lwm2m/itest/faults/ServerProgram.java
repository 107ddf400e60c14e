package org.lwm2m.itest.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Waiting;

/**
 * The server in a process, and its application: {@code ServerProgram HOME}. Says {@code here} for each Register and
 * Update, {@code heard} for each level, and {@code delivered} or {@code failed} for each errand.
 */
final class ServerProgram implements ClientListener, DataListener {

    private static final org.lwm2m.api.Path LEVEL = org.lwm2m.api.Path.of(Probe.ID, 0, 0);
    private static final org.lwm2m.api.Path ERRAND = org.lwm2m.api.Path.of(Probe.ID, 0, 2);

    private final Console console;
    private final Clients clients;

    private ServerProgram(Console console, Shipped shipped) throws InterruptedException {
        this.console = console;
        shipped.offer(ClientListener.class, this);
        shipped.offer(DataListener.class, this);
        clients = shipped.service(Clients.class);
    }

    public static void main(String... arguments) throws Exception {
        var console = new Console();
        var server = new ServerProgram(console, Shipped.start(Path.of(arguments[0]), "org.lwm2m.server"::equals));
        console.say("ready");
        console.obey(server::obey);
    }

    private CompletionStage<?> obey(String... command) {
        var device = clients.stream().findFirst().orElseThrow(() -> new IllegalStateException("nobody is registered"));
        var word = command[1];
        return switch (command[0]) {
            case "waiting" -> CompletableFuture.completedStage(device.waiting().size());
            case "errand" -> errand(device, word);
            case "read" -> device.read(path(word)).thenApply(entries -> number(entries.get(0)));
            case "write" -> device.write(path(word), new Value.Int(Long.parseLong(command[2])));
            case "pmax" -> device.discover(path(word)).thenApply(ServerProgram::pmax);
            case "set-pmax" ->
                device.writeAttributes(
                        path(word), Attributes.NONE.with(Attribute.PMAX, Long.parseLong(command[2])), Set.of());
            default -> throw new IllegalArgumentException(command[0]);
        };
    }

    /** What becomes of it is told later: by its stage, or to listeners if the device has to wake for it, or by both. */
    private CompletionStage<?> errand(Client device, String number) {
        var words = "0='" + number + "'";
        var errand = device.durable().execute(ERRAND, words);
        if (errand.toCompletableFuture().isCompletedExceptionally()) {
            return errand;
        }
        errand.whenComplete((done, failure) ->
                console.say(failure == null ? "delivered" : "failed", words, failure == null ? "" : failure));
        return CompletableFuture.completedStage("accepted");
    }

    private static org.lwm2m.api.Path path(String text) {
        return org.lwm2m.api.Path.parse(text);
    }

    private static Object number(Entry entry) {
        return entry.value() instanceof Value.Int number ? number.value() : entry.value();
    }

    private static String pmax(List<Link> links) {
        return links.get(0).parameters().getOrDefault("pmax", "0");
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
    public void delivered(Client client, Waiting request, Response answer) {
        if (request.request() instanceof Downlink.Execute execute) {
            console.say(answer.status().success() ? "delivered" : "failed", execute.arguments(), answer.status());
        }
    }

    @Override
    public void failed(Client client, Waiting request, RuntimeException why) {
        if (request.request() instanceof Downlink.Execute execute) {
            console.say("failed", execute.arguments(), why.getMessage());
        }
    }

    @Override
    public void received(Client client, List<Entry> entries, Optional<Token> token) {
        entries.stream()
                .filter(entry -> entry.path().equals(LEVEL))
                .forEach(entry -> console.say(
                        "heard", number(entry), token.map(Token::toString).orElse("sent")));
    }
}
