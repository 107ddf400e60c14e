package org.lwm2m.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.loop.Loop;
import org.lwm2m.client.management.AlternatePath;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.client.registration.Jitter;
import org.lwm2m.client.registration.Self;
import org.lwm2m.client.registration.Surroundings;
import org.lwm2m.client.registration.Surroundings.Tuning;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** A client and what is around it. */
public final class ClientSide {

    public static final String ENDPOINT = "urn:dev:ops:test";

    private final LoopNetwork network;
    private final Providers providers = new Providers();
    private final Owners owners = new Owners();
    private final RunningClient client;
    private LoopTransport transport;

    public ClientSide(LoopNetwork network, Loop loop, ObjectModels models, Map<ContentFormat, Codec> codecs) {
        this(network, ENDPOINT, loop, models, codecs);
    }

    public ClientSide(
            LoopNetwork network, String endpoint, Loop loop, ObjectModels models, Map<ContentFormat, Codec> codecs) {
        this(network, new Self(endpoint, Self.Manner.USUAL), loop, models, codecs);
    }

    public ClientSide(
            LoopNetwork network, Self self, Loop loop, ObjectModels models, Map<ContentFormat, Codec> codecs) {
        this(network, self, loop, models, codecs, AlternatePath.NONE);
    }

    public ClientSide(
            LoopNetwork network,
            Self self,
            Loop loop,
            ObjectModels models,
            Map<ContentFormat, Codec> codecs,
            AlternatePath root) {
        this.network = network;
        transport = new LoopTransport(network);
        providers.modes().add((account, below) -> CompletableFuture.completedStage(Credentials.NONE), List.of("3"), 0);
        providers.linkCodecs().add(new LinkFormat(), List.of(40), 0);
        providers.transports().add(transport, List.of("coap", "coap+tcp"), 0);
        codecs.forEach((format, codec) -> providers.codecs().add(codec, List.of(format.number()), 0));
        var found = new ClientCodecs(providers);
        var device = new ManagedDevice(loop, found, () -> Optional.of(models), Limits.USUAL, Keeper.NONE, root);
        var around = new Surroundings(self, loop, device, providers, Tuning.STANDARD, Jitter.NONE);
        client = new RunningClient(around, found, (which, status) -> {}, List.of());
        client.start();
    }

    /** An account of the server 101, with these resources of /1. */
    public void account(String uri, Version version, Map<Integer, Value> more) {
        var entries = new ArrayList<>(List.of(
                Entry.of(Path.of(0, 0, 0), new Value.Text(uri)),
                Entry.of(Path.of(0, 0, 2), new Value.Int(3)),
                Entry.of(Path.of(0, 0, 10), new Value.Int(101)),
                Entry.of(Path.of(1, 0, 0), new Value.Int(101))));
        more.forEach((resource, value) -> entries.add(Entry.of(Path.of(1, 0, resource), value)));
        client.add(entries, new Account.Settings(version, Optional.empty(), Optional.empty()));
    }

    /** A bootstrap account, at /0/1, with these resources of /0. */
    public void bootstrap(String uri, Version version, Map<Integer, Value> more) {
        var entries = new ArrayList<>(List.of(
                Entry.of(Path.of(0, 0, 0), new Value.Text(uri)),
                Entry.of(Path.of(0, 0, 1), new Value.Flag(true)),
                Entry.of(Path.of(0, 0, 2), new Value.Int(3))));
        more.forEach((resource, value) -> entries.add(Entry.of(Path.of(0, 0, resource), value)));
        client.add(entries, new Account.Settings(version, Optional.empty(), Optional.empty()));
    }

    /** What it knows of itself that no resource says. */
    public void introduces(Consumer<Self> change) {
        client.introduces(change);
    }

    public LocalClient client() {
        return client;
    }

    public Changes changes() {
        return new RoutedChanges(owners);
    }

    public void show(Collection<?> objects) {
        owners.show(client, objects);
    }

    public void show(Object object, int instance) {
        owners.show(client, instance, "", object);
    }

    public void hide(Object object) {
        owners.hide(client, object);
    }

    public void add(Codec codec, ContentFormat format) {
        providers.codecs().add(codec, List.of(format.number()), 0);
        client.providersChanged();
    }

    public void remove(Codec codec) {
        providers.codecs().remove(codec);
        client.providersChanged();
    }

    public void takeTransport() {
        providers.transports().remove(transport);
        client.providersChanged();
        transport.close();
    }

    public void bringTransport() {
        transport = new LoopTransport(network);
        providers.transports().add(transport, List.of("coap", "coap+tcp"), 0);
        client.providersChanged();
    }
}
