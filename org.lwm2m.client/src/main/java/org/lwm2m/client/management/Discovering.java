package org.lwm2m.client.management;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;

/** Discover: what is there, and the attributes that the asking server attached (Core 1.2, 6.3.2). */
final class Discovering {

    private final ObjectTree tree;
    private final Coding coding;
    private final AttributeStore attributes;

    Discovering(ObjectTree tree, Coding coding, AttributeStore attributes) {
        this.tree = tree;
        this.coding = coding;
        this.attributes = attributes;
    }

    CompletionStage<Response> discover(ServerSession from, Downlink.Discover request) {
        var path = request.path();
        Target.check(path, 1, 3);
        var lowest = Math.min(4, path.depth() + depth(from, request));
        return tree.find(path)
                .thenCompose(object -> {
                    var target = new Target(object, path, object.shape()).checked();
                    return present(target, lowest).thenApply(resources -> links(from, target, resources, lowest));
                })
                .thenCompose(coding::encode)
                .thenApply(Response::content);
    }

    /** How many levels below the path: down to the resources, if the server may not say or does not. */
    private static int depth(ServerSession from, Downlink.Discover request) {
        return request.depth()
                .filter(depth -> from.version().atLeast(Version.V1_2) && depth >= 0 && depth <= 3)
                .orElse(request.path().depth() == 1 ? 2 : 1);
    }

    /** The resources there are, with the values that they have now. */
    private static CompletionStage<SortedMap<Path, List<Entry>>> present(Target target, int lowest) {
        if (lowest < 3) {
            return CompletableFuture.completedStage(new TreeMap<>());
        }
        var object = target.object();
        return object.read(target.path()).thenApply(entries -> {
            var resources = new TreeMap<Path, List<Entry>>();
            for (var entry : entries) {
                if (entry.path().depth() > 2) {
                    resources
                            .computeIfAbsent(entry.path().upTo(3), path -> new ArrayList<>())
                            .add(entry);
                }
            }
            for (var id : object.ids()) {
                unreadable(target, id)
                        .forEach(resource ->
                                resources.putIfAbsent(object.path().child(id).child(resource), List.of()));
            }
            resources.keySet().removeIf(path -> !target.path().contains(path));
            if (target.path().depth() == 3 && resources.isEmpty()) {
                throw target.notFound();
            }
            return resources;
        });
    }

    private static List<Integer> unreadable(Target target, int instance) {
        var ids = new ArrayList<>(target.object().instances().unreadable(instance));
        target.shape().definition().ifPresent(definition -> definition.resources().values().stream()
                .filter(ResourceDefinition::mandatory)
                .filter(each -> !each.operations().contains(Operation.READ))
                .forEach(each -> ids.add(each.id())));
        ids.removeIf(target.shape()::hides);
        return ids;
    }

    private List<Link> links(ServerSession from, Target target, SortedMap<Path, List<Entry>> resources, int lowest) {
        var links = new ArrayList<Link>();
        var object = target.object();
        if (target.path().depth() == 1) {
            links.add(link(from, target, object.path(), List.of()));
        }
        for (var id : object.ids()) {
            var instance = object.path().child(id);
            if (lowest >= 2 && target.path().depth() < 3 && target.path().contains(instance)) {
                links.add(link(from, target, instance, List.of()));
            }
            resources.forEach((path, entries) -> {
                if (instance.contains(path)) {
                    links.add(link(from, target, path, entries));
                    if (lowest == 4) {
                        entries.stream()
                                .filter(entry -> entry.path().depth() == 4)
                                .forEach(entry -> links.add(link(from, target, entry.path(), List.of())));
                    }
                }
            });
        }
        return links;
    }

    /** A path with its own attributes; the one that was asked for also shows those that it inherits. */
    private Link link(ServerSession from, Target target, Path path, List<Entry> entries) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (path.depth() == 1) {
            parameters.putAll(Announcing.parameters(
                    Announcing.version(path.object(), target.object().version(), from.version())));
        }
        if (path.depth() == 3 && !entries.isEmpty() && multiple(target, entries)) {
            var values = entries.stream().filter(entry -> entry.path().depth() == 4);
            parameters.put("dim", Long.toString(values.count()));
        }
        var shown = path.equals(target.path())
                ? attributes.inherited(from.server(), path)
                : attributes.at(from.server(), path);
        if (path.depth() == 1) {
            shown = shown.orElse(defaults(from));
        }
        shown.values().forEach((attribute, value) -> parameters.put(attribute.key(), value.toPlainString()));
        return new Link(path, parameters);
    }

    private static boolean multiple(Target target, List<Entry> entries) {
        var first = entries.get(0).path();
        return first.depth() == 4 || target.shape().multiple(first.resource());
    }

    /** What the Server object says, which counts wherever no level says otherwise. */
    private static Attributes defaults(ServerSession from) {
        var values = new java.util.EnumMap<Attribute, BigDecimal>(Attribute.class);
        from.defaultMinimumPeriod().ifPresent(period -> values.put(Attribute.PMIN, seconds(period)));
        from.defaultMaximumPeriod().ifPresent(period -> values.put(Attribute.PMAX, seconds(period)));
        return new Attributes(values);
    }

    private static BigDecimal seconds(Duration period) {
        return BigDecimal.valueOf(period.toSeconds());
    }
}
