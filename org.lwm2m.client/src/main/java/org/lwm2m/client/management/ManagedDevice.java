package org.lwm2m.client.management;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.client.access.AccessControls;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.access.Standing;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts device management of one client together: its objects, its attributes, its observations. */
public final class ManagedDevice implements DeviceManagement {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedDevice.class);
    private static final ObjectVersion ACCESS_CONTROL = new ObjectVersion(1, 1);

    private final Loop loop;
    private final Keeper keeper;
    private final Supplier<Optional<ObjectModels>> models;
    private final Limits limits;
    private final ObjectTree tree;
    private final AlternatePath root;
    /** For a bootstrap, which knows no alternate path. */
    private final Coding bare;

    private final Coding coding;
    private final AttributeStore attributes;
    private final AccessControls access;
    private final Gate gate;
    private final Reading reading;
    private final Receiving receiving;
    private final Informing informing;
    private final Observations observations;
    private final Operations operations;
    private final Map<ManagedObject, List<PresentObject>> managed = new IdentityHashMap<>();
    private final AnnotatedObjects annotated;
    private final List<Runnable> listeners = new ArrayList<>();

    public ManagedDevice(Loop loop, Codecs codecs, Supplier<Optional<ObjectModels>> models, Limits limits) {
        this(loop, codecs, models, limits, Keeper.NONE, AlternatePath.NONE);
    }

    public ManagedDevice(
            Loop loop,
            Codecs codecs,
            Supplier<Optional<ObjectModels>> models,
            Limits limits,
            Keeper keeper,
            AlternatePath root) {
        this(loop, codecs, models, limits, Spool.USUAL, keeper, root);
    }

    /**
     * @param keeper has what outlives this client, as far as anything does
     * @param root where servers see the objects
     */
    public ManagedDevice(
            Loop loop,
            Codecs codecs,
            Supplier<Optional<ObjectModels>> models,
            Limits limits,
            Spool spool,
            Keeper keeper,
            AlternatePath root) {
        this.root = root;
        this.loop = loop;
        this.keeper = keeper;
        attributes = new AttributeStore(keeper);
        this.models = models;
        this.limits = limits;
        var effects = new Effects();
        tree = new ObjectTree(loop, limits, effects);
        annotated = new AnnotatedObjects(
                tree,
                keeper,
                (path, type, instances) ->
                        present(path, type.definition().version(), instances, Optional.of(type.definition())));
        bare = new Coding(codecs, new Patience(loop, codecs, limits.patience()));
        var rooted = PathCodecs.of(codecs, root);
        coding = root.isRoot() ? bare : new Coding(rooted, new Patience(loop, rooted, limits.patience()));
        access = new AccessControls(new Switches(), tree::targets);
        gate = new Gate(tree, access);
        reading = new Reading(tree, coding, access);
        informing = new Informing(tree, coding, access);
        var delivery = new Delivery(loop, coding, limits, attributes, gate);
        observations = new Observations(loop, reading, attributes, delivery, limits, new Resuming(loop, keeper));
        var checks = new ValueChecks(tree);
        var writing = new Writing(tree, coding, checks, effects);
        receiving = new Receiving(loop, writing, coding, spool);
        operations = new Operations(
                gate,
                reading,
                new Discovering(tree, coding, attributes),
                writing,
                new Attaching(tree, attributes, observations, limits),
                new Acting(tree, effects),
                new Creating(tree, coding, checks, effects, access),
                new Patching(tree, coding, checks, effects, gate),
                new Observing(tree, coding, reading, observations, limits));
        codecs.whenOneComes(observations::retry);
    }

    @Override
    public void recall() {
        attributes.recall();
        annotated.recall();
        keeper.storeCame();
    }

    @Override
    public void resume(ServerSession server) {
        observations.resume(server);
    }

    @Override
    public void close() {
        keeper.close();
    }

    @Override
    public void add(int object, ObjectVersion version, String prefix, ManagedObject instances) {
        var present = present(Path.of(object).in(prefix), version, instances, Optional.empty());
        managed.computeIfAbsent(instances, each -> new ArrayList<>()).add(present);
        tree.add(present);
    }

    @Override
    public void remove(ManagedObject instances) {
        Optional.ofNullable(managed.remove(instances)).ifPresent(all -> all.forEach(tree::remove));
    }

    private PresentObject present(
            Path path, ObjectVersion version, ManagedObject instances, Optional<ObjectDefinition> own) {
        return new PresentObject(path, version, instances, own, models, new Turns(path, loop, limits));
    }

    @Override
    public void add(int instance, String prefix, Object implementation) {
        annotated.add(instance, prefix, implementation);
    }

    @Override
    public void removeInstance(Object implementation) {
        annotated.remove(implementation);
    }

    @Override
    public void add(String prefix, InstanceFactory<?> factory) {
        annotated.add(prefix, factory);
    }

    @Override
    public void remove(InstanceFactory<?> factory) {
        annotated.remove(factory);
    }

    @Override
    public List<Link> links(Version version) {
        return Announcing.links(tree, version);
    }

    @Override
    public void whenLinksChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public AlternatePath root() {
        return root;
    }

    @Override
    public CompletionStage<Optional<String>> bindings() {
        return new SupportedBindings(tree).read();
    }

    @Override
    public CompletionStage<Response> handle(ServerSession from, Downlink request) {
        return root.isRoot()
                ? operations.handle(from, request)
                : CompletableFuture.completedFuture(request)
                        .thenApply(root::in)
                        .thenCompose(each -> operations.handle(from, each));
    }

    @Override
    public CompletionStage<Optional<Sink>> receive(ServerSession from, Downlink head, OptionalLong size) {
        return CompletableFuture.completedFuture(head)
                .thenApply(root::in)
                .whenComplete((each, none) -> gate.check(from, each))
                .thenCompose(each -> each instanceof Downlink.Write write
                        ? receiving.receive(from, write, size)
                        : CompletableFuture.completedStage(Optional.empty()));
    }

    @Override
    public CompletionStage<List<Entry>> read(int server, List<Path> paths) {
        return reading.entries(server, paths);
    }

    @Override
    public boolean lists(ServerSession server, List<Entry> values) {
        return informing.listed(server, values);
    }

    @Override
    public CompletionStage<Void> send(ServerSession to, List<Entry> values) {
        return informing.send(to, values);
    }

    @Override
    public CompletionStage<Void> tell(ServerSession to, List<Entry> values) {
        return informing.tell(to, values);
    }

    @Override
    public void changed(Object source, int resource) {
        annotated.parts(source).forEach(part -> changed(part.path().child(resource)));
    }

    @Override
    public void changed(Object source, int resource, Value value, Instant time) {
        annotated
                .parts(source)
                .forEach(part -> sampled(part.object(), Entry.of(part.path().child(resource), value, time)));
    }

    @Override
    public void changed(ManagedObject source, Path path) {
        managed.getOrDefault(source, List.of())
                .forEach(object -> changed(path.in(object.path().prefix())));
    }

    /** Register tells the client's bindings, too. */
    private void changed(Path path) {
        observations.changed(path);
        if (SupportedBindings.changeWith(path)) {
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public void changed(ManagedObject source, List<Entry> entries) {
        for (var object : managed.getOrDefault(source, List.of())) {
            entries.forEach(entry ->
                    sampled(object, new Entry(entry.path().in(object.path().prefix()), entry.value(), entry.time())));
        }
    }

    /** One that waits for its turn at a place says nothing about it. */
    private void sampled(PresentObject object, Entry entry) {
        if (tree.now(object.path()).filter(object::equals).isPresent()) {
            observations.sampled(entry);
        }
    }

    @Override
    public void instancesChanged(ManagedObject source) {
        managed.getOrDefault(source, List.of()).forEach(object -> tree.instancesChanged(object.path()));
    }

    @Override
    public void reachable(ServerSession server) {
        observations.reachable(server);
    }

    @Override
    public void ended(ServerSession server) {
        observations.removeAll(server);
        informing.ended(server);
    }

    @Override
    public Optional<String> servers(List<Standing> accounts) {
        return access.servers(accounts);
    }

    @Override
    public void provide(List<Provision> provisions) {
        access.provide(provisions);
    }

    @Override
    public List<Entry> readable(int server, List<Entry> entries) {
        return gate.readable(server, entries);
    }

    @Override
    public Provisioning provisioning() {
        return new Provisioned(tree, bare, access, models);
    }

    @Override
    public void forget(int server) {
        attributes.forget(server);
    }

    /** What access control brings about elsewhere. */
    private final class Switches implements AccessControls.Watcher {

        @Override
        public void switched(ManagedObject controls, boolean on) {
            if (on) {
                add(2, ACCESS_CONTROL, "", controls);
            } else {
                instancesChanged(controls);
                remove(controls);
            }
        }

        @Override
        public void instancesChanged(ManagedObject controls) {
            ManagedDevice.this.instancesChanged(controls);
        }

        @Override
        public void changed(ManagedObject controls, Path path) {
            ManagedDevice.this.changed(controls, path);
        }

        /** Later, so that the answer to a write goes out before the notifications that it lets through. */
        @Override
        public void rightsChanged(Path target) {
            loop.execute(() -> observations.rightsChanged(target));
        }

        @Override
        public void delete(Path instance) {
            tree.now(instance).ifPresent(object -> object.call(each -> each.delete(instance))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            LOG.info("{} stays although no server has access: {}", instance, failure.getMessage());
                        }
                        tree.instancesChanged(object.path());
                    }));
        }
    }

    /** What operations and objects bring about elsewhere. */
    private final class Effects implements Observers, ObjectTree.Watcher {

        /** Later, so that the answer to the operation goes out before the notifications that it causes. */
        @Override
        public void changed(Path path) {
            loop.execute(() -> observations.changed(path));
        }

        @Override
        public void instancesMayHaveChanged(PresentObject object) {
            tree.instancesChanged(object.path());
        }

        @Override
        public void came(Path path) {
            observations.changed(path);
        }

        @Override
        public void gone(Path path) {
            attributes.drop(path);
            observations.gone(path);
        }

        @Override
        public void left(Path path) {
            receiving.left(path);
        }

        @Override
        public void listed() {
            access.look();
            listeners.forEach(Runnable::run);
        }
    }
}
