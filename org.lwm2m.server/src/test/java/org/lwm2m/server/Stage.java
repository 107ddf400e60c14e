package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.codec.opaque.OpaqueCodec;
import org.lwm2m.codec.text.TextCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.server.Server;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** A server with everything around it, in one thread: nothing happens but what a test makes happen. */
public final class Stage {

    public static final String HERE = "loop://127.0.0.1:5683";

    public final HandTime time = new HandTime();
    public final LoopNetwork network = new LoopNetwork();
    public final List<String> heard = new ArrayList<>();
    public final List<Report> reports = new ArrayList<>();
    public final List<String> faults = new ArrayList<>();
    public final Map<Identity, List<String>> callers = new HashMap<>();
    public final TlvCodec tlv = new TlvCodec();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private LoopTransport transport = new LoopTransport(network);
    private LwM2mServer server;

    public record Report(String endpoint, List<Entry> entries, Optional<Token> observation) {}

    public Stage() {
        this(Map.of());
    }

    public Stage(Map<String, Object> configuration) {
        callers.put(new Identity.None("127.0.0.1"), List.of());
        server = open(configuration, Optional.empty());
        server.start();
        addTransport();
    }

    /** Ends the engine and begins another one on the same store, as an update of the bundle does. */
    public void restart(RegistrationStore store) {
        server.close();
        settle();
        server = open(Map.of(), Optional.of(store));
        server.start();
        settle();
        server.sites().add(transport, Map.of(Transport.SCHEME, new String[] {"loop"}));
        settle();
    }

    LwM2mServer server() {
        return server;
    }

    /** Does all that is waiting to be done. */
    public void settle() {
        for (var task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    public void advance(Duration by) {
        time.advance(by);
        settle();
    }

    public Client client(String endpoint) {
        return server.find(endpoint).orElseThrow();
    }

    public Optional<Registration> registration(String endpoint) {
        return server.find(endpoint).map(Client::registration);
    }

    /** What a stage came to; fails if it did not come to anything yet. */
    public <T> T done(CompletionStage<T> stage) {
        settle();
        var future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("not done");
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The status that a stage failed with. */
    public Status failure(CompletionStage<?> stage) {
        return assertThrows(LwM2mException.class, () -> done(stage)).status();
    }

    public void removeTransport() {
        server.sites().remove(transport);
        transport.close();
        settle();
    }

    public void addTransport() {
        transport = new LoopTransport(network);
        server.sites().add(transport, Map.of(Transport.SCHEME, new String[] {"loop"}));
        settle();
    }

    public LoopTransport transport() {
        return transport;
    }

    public void keepIn(RegistrationStore store) {
        server.keepIn(store);
        settle();
    }

    public void queueIn(StateStore store) {
        server.queueIn(store);
        settle();
    }

    public void queueNoLongerIn(StateStore store) {
        server.queueNoLongerIn(store);
        settle();
    }

    public void add(Codec codec, Integer... formats) {
        server.codecs().add(codec, Map.of(Codec.FORMAT, formats));
        settle();
    }

    public void remove(Codec codec, Integer... formats) {
        server.codecs().remove(codec, Map.of(Codec.FORMAT, formats));
        settle();
    }

    public void listen(ClientListener listener) {
        server.listeners().add(listener, Map.of());
    }

    public void leave(ClientListener listener) {
        server.listeners().remove(listener);
    }

    public Clients clients() {
        return server;
    }

    public static Credentials.PreSharedKey key(String identity) {
        return new Credentials.PreSharedKey(identity, new Secret(Bytes.utf8("secret of " + identity)));
    }

    private LwM2mServer open(Map<String, Object> configuration, Optional<RegistrationStore> store) {
        var all = new HashMap<String, Object>(configuration);
        all.putIfAbsent("listen", HERE);
        var opened = new LwM2mServer(Settings.of(all, heard::add), time, work::add, new Random(7));
        store.ifPresent(opened::keepIn);
        opened.codecs().add(new LinkFormat(), Map.of());
        opened.codecs().add(new TextCodec(), Map.of(Codec.FORMAT, 0));
        opened.codecs().add(new OpaqueCodec(), Map.of(Codec.FORMAT, 42));
        opened.codecs().add(tlv, Map.of(Codec.FORMAT, new Integer[] {11542, 1542}));
        opened.models().add(new Definitions(), Map.of());
        opened.trust().add(new Callers(), Map.of());
        opened.listeners().add((ClientListener) new Hearing(), Map.of());
        opened.listeners().add(new Reports(), Map.of());
        return opened;
    }

    private final class Callers implements CredentialStore {

        @Override
        public CompletionStage<Optional<Caller>> find(Identity claimed) {
            var endpoints = callers.get(claimed);
            if (endpoints == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            var credentials = claimed instanceof Identity.Psk psk ? key(psk.identity()) : Credentials.NONE;
            return CompletableFuture.completedFuture(Optional.of(new Caller(credentials, endpoints)));
        }
    }

    private final class Reports implements DataListener {

        @Override
        public void received(Client client, List<Entry> entries, Optional<Token> observation) {
            reports.add(new Report(client.registration().endpoint(), entries, observation));
        }

        @Override
        public void faulty(Client client, Path path, String why) {
            faults.add(client.registration().endpoint() + " " + path + ": " + why);
        }
    }

    private final class Hearing implements ClientListener {

        @Override
        public void registered(Client client, Optional<Registration> previous) {
            heard.add("registered " + client.registration().endpoint() + (previous.isPresent() ? " again" : ""));
        }

        @Override
        public void updated(Client client, Registration previous) {
            heard.add("updated " + client.registration().endpoint());
        }

        @Override
        public void gone(Registration last, Reason reason) {
            heard.add("gone " + last.endpoint() + " " + reason);
        }
    }

    /** Device and Server in all versions alike. */
    private static final class Definitions implements ObjectModels {

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return all().filter(each -> each.id() == object && each.version().major() == version.major())
                    .findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return Stream.of(of(Device.class), of(Server.class));
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            return ObjectInterface.of(annotated).definition();
        }
    }
}
