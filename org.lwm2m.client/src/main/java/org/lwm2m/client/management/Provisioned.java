package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.client.access.AccessControls;
import org.lwm2m.client.access.Provision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects of one client, open to a bootstrap. */
record Provisioned(ObjectTree tree, Coding coding, AccessControls controls, Supplier<Optional<ObjectModels>> models)
        implements Provisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioned.class);

    /** A bootstrap may write what is not there yet: then any version of the definition tells the types. */
    private static final List<ObjectVersion> VERSIONS =
            List.of(new ObjectVersion(2, 0), new ObjectVersion(1, 2), new ObjectVersion(1, 1), ObjectVersion.V1_0);

    @Override
    public CompletionStage<List<Entry>> decode(Path base, Content content) {
        var formats = base.depth() == 3 ? Formats.of(true, true) : Formats.SEVERAL;
        return coding.decode(formats, base, content, types(), Version.V1_2);
    }

    @Override
    public CompletionStage<Content> encode(Path base, List<Entry> entries, Optional<ContentFormat> accept) {
        return coding.choose(Formats.SEVERAL, accept, Version.V1_2)
                .thenCompose(format -> coding.encode(format, base, entries));
    }

    @Override
    public CompletionStage<Content> encode(List<Link> links) {
        return coding.encode(links);
    }

    @Override
    public List<Link> links(Version enabler) {
        var links = new ArrayList<Link>();
        for (var listed : tree.list()) {
            var object = listed.object().path();
            if (object.prefix().isEmpty()) {
                var version =
                        Announcing.version(object.object(), listed.object().version(), enabler);
                if (version.isPresent() || listed.ids().isEmpty()) {
                    links.add(new Link(object, Announcing.parameters(version)));
                }
                listed.ids().forEach(id -> links.add(Link.of(object.child(id))));
            }
        }
        return links;
    }

    @Override
    public void check(Path path, List<Entry> entries) {
        var object =
                tree.now(path).orElseThrow(() -> new LwM2mException(Status.BAD_REQUEST, "no object " + path.upTo(1)));
        if (object.has(path.instance())) {
            object.instances().check(path, known(object, entries), Mode.PARTIAL_UPDATE);
        }
    }

    @Override
    public CompletionStage<Void> write(Path instance, List<Entry> entries) {
        return tree.find(instance.upTo(1)).thenCompose(object -> {
            var some = known(object, entries);
            var done = object.has(instance.instance())
                    ? object.call(each -> each.write(instance, some, Mode.PARTIAL_UPDATE))
                    : object.call(each -> each.create(instance.instance(), some));
            return done.thenRun(() -> tree.instancesChanged(object.path()));
        });
    }

    @Override
    public CompletionStage<Void> delete(Path instance) {
        var object = tree.now(instance).filter(each -> each.has(instance.instance()));
        if (object.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return object.get().call(each -> each.delete(instance)).handle((done, failure) -> {
            if (failure != null) {
                LOG.debug("{} stays: {}", instance, failure.getMessage());
            }
            tree.instancesChanged(object.get().path());
            return null;
        });
    }

    @Override
    public List<Entry> access() {
        return controls.entries();
    }

    @Override
    public void access(List<Provision> provisions) {
        controls.bootstrapped(provisions);
    }

    /** Without resources that this version of the object does not have (Core 1.2, 6.1.7.3). */
    private static List<Entry> known(PresentObject object, List<Entry> entries) {
        var shape = object.shape();
        return entries.stream()
                .filter(each ->
                        each.path().depth() > 2 && !shape.lacks(each.path().resource()))
                .toList();
    }

    private ResourceTypes types() {
        return path -> tree.now(path)
                .flatMap(object -> object.shape().type(path.resource()))
                .or(() -> VERSIONS.stream()
                        .flatMap(version -> models.get().flatMap(all -> all.find(path.object(), version)).stream())
                        .flatMap(each -> each.resource(path.resource()).stream())
                        .map(each -> each.type())
                        .findFirst());
    }
}
