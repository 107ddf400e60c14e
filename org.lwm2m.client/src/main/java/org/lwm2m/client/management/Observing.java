package org.lwm2m.client.management;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;

/** Observe, Observe-Composite and their ends (Core 1.2, 6.4.1, 6.4.2, 6.4.4 and 6.4.5). */
final class Observing {

    /** What an Observe-Composite may say for all its paths. */
    private static final Set<Attribute> COMPOSITE =
            EnumSet.of(Attribute.PMIN, Attribute.PMAX, Attribute.EPMIN, Attribute.EPMAX, Attribute.CON);

    private final ObjectTree tree;
    private final Coding coding;
    private final Reading reading;
    private final Observations observations;
    private final Limits limits;

    Observing(ObjectTree tree, Coding coding, Reading reading, Observations observations, Limits limits) {
        this.tree = tree;
        this.coding = coding;
        this.reading = reading;
        this.observations = observations;
        this.limits = limits;
    }

    CompletionStage<Response> observe(ServerSession from, Downlink.Observe request) {
        var path = request.path();
        Target.check(path, 1, 4);
        allow(from, request.attributes());
        var observation = new Observation(from, request.token(), List.of(path), false, request.attributes());
        return start(observation, () -> reading.read(from.server(), path)
                .thenCompose(result -> tree.find(path).thenCompose(object -> {
                    var target = new Target(object, path, object.shape());
                    Attaching.check(request.attributes(), target, result.entries(), from.version());
                    return answer(observation, request.accept(), result);
                })));
    }

    CompletionStage<Response> observeComposite(ServerSession from, Downlink.ObserveComposite request) {
        allow(from, request.attributes());
        Attaching.check(request.attributes(), from.version());
        if (!COMPOSITE.containsAll(request.attributes().values().keySet())) {
            throw bad("a composite takes pmin, pmax, epmin, epmax and con only");
        }
        return coding.decodePaths(request.paths(), from.version()).thenCompose(paths -> {
            var observation = new Observation(from, request.token(), paths, true, request.attributes());
            return start(observation, () -> reading.readAll(from.server(), paths)
                    .thenCompose(result -> answer(observation, request.accept(), result)));
        });
    }

    private void allow(ServerSession from, Attributes attributes) {
        if (!attributes.values().isEmpty() && !from.version().atLeast(Version.V1_2)) {
            throw bad("attributes of an Observe are not in LwM2M " + from.version());
        }
    }

    /** One that replaces another needs no room of its own. */
    private void checkRoom(Observation observation) {
        var session = observation.session;
        var replaces = observations.find(session, observation.token).isPresent()
                || observations
                        .find(session, observation.paths, observation.composite)
                        .isPresent();
        if (!replaces && observations.count(session) >= limits.observations()) {
            throw new LwM2mException(Status.UNAVAILABLE, "too many observations; have " + limits.observations());
        }
    }

    /** Hears of changes while the first answer is being made, and is forgotten if that fails. */
    private CompletionStage<Response> start(Observation observation, Supplier<CompletionStage<Response>> answer) {
        checkRoom(observation);
        observations.add(observation);
        return Operations.guarded(answer).whenComplete((response, failure) -> {
            if (failure != null) {
                observations.remove(observation);
            }
        });
    }

    private CompletionStage<Response> answer(
            Observation observation, Optional<ContentFormat> accept, Reading.Result result) {
        return coding.choose(result.formats(), accept, observation.session.version())
                .thenCompose(format -> coding.encode(format, observation.base(), result.entries()))
                .thenCompose(content -> {
                    observation.format = Optional.of(content.format());
                    observations.begin(observation, result.entries());
                    return observations.keep(observation.session).thenApply(kept -> Response.content(content));
                });
    }

    /**
     * Known by its token; or by its path, as some servers choose a new token, unless its token is one that is over. One that names no path, as it came from a
     * refused notification or over a wire without paths, ends what has the token, a composite too.
     */
    CompletionStage<Response> cancel(ServerSession from, Downlink.Cancel request) {
        var named = request.path().depth() > 0;
        var known = observations
                .find(from, request.token())
                .filter(each -> !named || !each.composite)
                .or(() -> observations.ended(from, request.token())
                        ? Optional.empty()
                        : observations.find(from, List.of(request.path()), false));
        if (!named) {
            return end(from, known.orElseThrow(Observing::unknown));
        }
        known.ifPresent(observations::remove);
        return answer(from, request.path(), known.flatMap(each -> each.format));
    }

    CompletionStage<Response> cancelComposite(ServerSession from, Downlink.CancelComposite request) {
        var known = observations.find(from, request.token()).filter(each -> each.composite);
        if (known.isPresent()) {
            return end(from, known.get());
        }
        if (request.paths().bytes().size() == 0 || observations.ended(from, request.token())) {
            throw unknown();
        }
        return coding.decodePaths(request.paths(), from.version()).thenCompose(paths -> observations
                .find(from, paths, true)
                .map(each -> end(from, each))
                .orElseThrow(Observing::unknown));
    }

    private CompletionStage<Response> end(ServerSession from, Observation observation) {
        observations.remove(observation);
        if (!observation.composite) {
            return answer(from, observation.base(), observation.format);
        }
        return reading.readAll(from.server(), observation.paths)
                .thenCompose(result -> reading.encode(Path.ROOT, result, observation.format, from.version()))
                .thenApply(Response::content);
    }

    private CompletionStage<Response> answer(ServerSession from, Path path, Optional<ContentFormat> format) {
        return reading.read(from.server(), path)
                .thenCompose(result -> reading.encode(path, result, format, from.version()))
                .thenApply(Response::content);
    }

    private static LwM2mException unknown() {
        return new LwM2mException(Status.NOT_FOUND, "no such observation");
    }

    private static LwM2mException bad(String why) {
        return new LwM2mException(Status.BAD_REQUEST, why);
    }
}
