package org.lwm2m.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.LocalClients;
import org.lwm2m.api.client.ServerListener;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.client.Smartcard;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.keeping.StoreKeeper;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.loop.Loops;
import org.lwm2m.client.management.AlternatePath;
import org.lwm2m.client.management.Codecs;
import org.lwm2m.client.management.DeviceManagement;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.management.Spool;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.client.registration.Jitter;
import org.lwm2m.client.registration.Self;
import org.lwm2m.client.registration.Surroundings;
import org.lwm2m.client.registration.Surroundings.Tuning;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All clients that run here, the threads they share, and the providers they find.
 * <p>
 * It wants the definitions of its objects and the link format to be installed, and works without them as far as that
 * goes: effective "active" asks for a bundle without being wired to it, so none of them restarts this one.
 */
@Requirement(namespace = "lwm2m.object", filter = "(id=0)", effective = "active")
@Requirement(namespace = "lwm2m.object", filter = "(id=1)", effective = "active")
@Requirement(namespace = "lwm2m.object", filter = "(id=2)", effective = "active")
@Requirement(namespace = "lwm2m.codec", filter = "(format=40)", effective = "active")
@Component(
        service = {ClientEngine.class, LocalClients.class},
        immediate = true)
public final class ClientEngine implements LocalClients {

    private static final Logger LOG = LoggerFactory.getLogger(ClientEngine.class);
    private static final int MOST_THREADS = 4;

    private final Loops loops =
            new Loops(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    private final Behind behind = new Behind();
    private final Providers providers = new Providers();
    private final Owners owners = new Owners();
    private final Set<RunningClient> clients = ConcurrentHashMap.newKeySet();
    private final List<ServerListener> listeners = new CopyOnWriteArrayList<>();
    private final Tuning tuning;
    private final Jitter jitter;
    private volatile Optional<ObjectModels> models = Optional.empty();
    private final Managements managements;

    /** Makes the device management of a client. */
    interface Managements {

        DeviceManagement make(
                Loop loop,
                Codecs codecs,
                Supplier<Optional<ObjectModels>> models,
                Limits limits,
                Keeper keeper,
                AlternatePath root);
    }

    @Activate
    public ClientEngine(BundleContext context) {
        this(
                Tuning.STANDARD,
                Jitter.of(new SecureRandom()),
                (loop, codecs, models, limits, keeper, root) ->
                        new ManagedDevice(loop, codecs, models, limits, spool(context), keeper, root));
    }

    /** With pauses of exactly the length they are to have. */
    ClientEngine(Tuning tuning, Managements managements) {
        this(tuning, Jitter.NONE, managements);
    }

    private ClientEngine(Tuning tuning, Jitter jitter, Managements managements) {
        this.tuning = tuning;
        this.jitter = jitter;
        this.managements = managements;
    }

    /** Says good-bye to all servers at once, which takes no longer than one De-register may. */
    @Deactivate
    void close() {
        var leaving =
                clients.stream().map(each -> each.leave().toCompletableFuture()).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(leaving).get(tuning.farewell().toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("not all clients de-registered in {}; servers will find out by their lifetime", tuning.farewell());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("clients failed to stop", e);
        }
        behind.close();
        loops.close();
    }

    /** In the place where this bundle may keep files, if there is one. */
    private static Spool spool(BundleContext context) {
        return Optional.ofNullable(context.getDataFile("values"))
                .map(folder -> Spool.USUAL.in(folder.toPath()))
                .orElse(Spool.USUAL);
    }

    @Override
    public LocalClient open(String endpoint, List<Entry> accounts, Collection<?> objects) {
        var client = create(endpoint, accounts);
        try {
            owners.show(client, objects);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        client.start();
        return client;
    }

    /** A client that has not begun, with these accounts to begin with. */
    RunningClient create(String endpoint, List<Entry> accounts) {
        var self = new Self(endpoint, Self.Manner.USUAL);
        return create(
                self,
                tuning,
                accounts,
                Limits.USUAL,
                AlternatePath.NONE,
                loop -> Keeper.NONE,
                keeper -> Memory.brief());
    }

    /** One that is configured: with limits of its own, and what a bootstrap wrote outlives it. */
    RunningClient create(Self self, Limits limits, Restart restart, Duration awake, AlternatePath root) {
        return create(
                self,
                tuning.awake(awake),
                List.of(),
                limits,
                root,
                loop -> restart == Restart.FORGET
                        ? Keeper.NONE
                        : new StoreKeeper(self.name(), providers::store, loop, behind, restart == Restart.RESUME),
                keeper -> new Memory(self.name(), providers::store, keeper));
    }

    private RunningClient create(
            Self self,
            Tuning patience,
            List<Entry> accounts,
            Limits limits,
            AlternatePath root,
            Function<Loop, Keeper> keepers,
            Function<Keeper, Memory> memory) {
        var loop = loops.open();
        var keeper = keepers.apply(loop);
        var codecs = new ClientCodecs(providers);
        var management = managements.make(loop, codecs, () -> models, limits, keeper, root);
        var around = new Surroundings(self, loop, management, providers, patience, jitter);
        var client = new RunningClient(around, codecs, this::tell, accounts, memory.apply(keeper));
        clients.add(client);
        client.leaving().thenRun(() -> {
            clients.remove(client);
            owners.forget(client);
        });
        return client;
    }

    Owners owners() {
        return owners;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport, Map<String, Object> properties) {
        providers.transports().add(transport, Texts.of(properties, Transport.SCHEME), Texts.rank(properties));
        providersChanged();
    }

    void removeTransport(Transport transport) {
        providers.transports().remove(transport);
        providersChanged();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMode(SecurityMode mode, Map<String, Object> properties) {
        providers.modes().add(mode, Texts.of(properties, SecurityMode.MODE), Texts.rank(properties));
        providersChanged();
    }

    void removeMode(SecurityMode mode) {
        providers.modes().remove(mode);
        providersChanged();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCodec(Codec codec, Map<String, Object> properties) {
        providers.codecs().add(codec, Texts.numbers(properties, Codec.FORMAT), Texts.rank(properties));
        providersChanged();
    }

    void removeCodec(Codec codec) {
        providers.codecs().remove(codec);
        providersChanged();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLinkCodec(LinkCodec codec, Map<String, Object> properties) {
        providers.linkCodecs().add(codec, Texts.numbers(properties, Codec.FORMAT), Texts.rank(properties));
        providersChanged();
    }

    void removeLinkCodec(LinkCodec codec) {
        providers.linkCodecs().remove(codec);
        providersChanged();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStore(StateStore store, Map<String, Object> properties) {
        providers.stores().add(store, List.of(Providers.STORE), Texts.rank(properties));
        providersChanged();
    }

    void removeStore(StateStore store) {
        providers.stores().remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSmartcard(Smartcard card, Map<String, Object> properties) {
        providers.smartcards().add(card, List.of(Providers.SMARTCARD), Texts.rank(properties));
        providersChanged();
    }

    /** The card has changed, see {@link Smartcard#CHANGES}. */
    void updatedSmartcard(Smartcard card) {
        clients.forEach(RunningClient::cardChanged);
    }

    void removeSmartcard(Smartcard card) {
        providers.smartcards().remove(card);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addModels(ObjectModels found) {
        models = Optional.of(found);
    }

    void removeModels(ObjectModels gone) {
        models = models.filter(each -> each != gone);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(ServerListener listener) {
        listeners.add(listener);
    }

    void removeListener(ServerListener listener) {
        listeners.remove(listener);
    }

    private void providersChanged() {
        clients.forEach(RunningClient::providersChanged);
    }

    private void tell(RunningClient client, ServerStatus now) {
        for (var listener : listeners) {
            try {
                listener.changed(client, now);
            } catch (RuntimeException e) {
                LOG.error("a listener failed at {}; the client goes on", now, e);
            }
        }
    }
}
