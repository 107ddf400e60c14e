package org.lwm2m.itest.formats.matrix;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.itest.formats.Wire;

/** What our server is told of one client without asking, in the order it came. */
final class Told {

    private final CompletableFuture<Client> registered = new CompletableFuture<>();
    private final BlockingQueue<Long> updates = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> notified = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> sent = new LinkedBlockingQueue<>();

    Client registered() throws Exception {
        return registered.get(30, SECONDS);
    }

    void updated(long lifetime) {
        while (next(updates, "Update") != lifetime) {
            // Another one came before.
        }
    }

    Answer notified() {
        return next(notified, "notification");
    }

    Answer sent() {
        return next(sent, "Send");
    }

    static <T> T next(BlockingQueue<T> queue, String what) {
        try {
            return Optional.ofNullable(queue.poll(30, SECONDS)).orElseThrow(() -> new AssertionError("no " + what));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Of all clients of a server. */
    static final class All implements ClientListener, DataListener {

        private final Wire wire;
        private final Map<String, Told> clients = new ConcurrentHashMap<>();

        All(Wire wire) {
            this.wire = wire;
        }

        Told of(String endpoint) {
            return clients.computeIfAbsent(endpoint, name -> new Told());
        }

        @Override
        public void registered(Client client, Optional<Registration> previous) {
            of(client.registration().endpoint()).registered.complete(client);
        }

        @Override
        public void updated(Client client, Registration previous) {
            of(client.registration().endpoint())
                    .updates
                    .add(client.registration().terms().lifetime().toSeconds());
        }

        @Override
        public void received(Client client, List<Entry> entries, Optional<Token> observation) {
            var answer = new Answer("2.05", wire.came().map(ContentFormat::number), "", entries);
            var told = of(client.registration().endpoint());
            (observation.isPresent() ? told.notified : told.sent).add(answer);
        }
    }
}
