package org.lwm2m.server.management;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.server.Observation;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.server.registration.Registered;
import org.lwm2m.server.registration.Registrar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Information reporting (Core 1.2, 6.4): what clients notify and send, and to whom it goes. */
public final class Reporting {

    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    /** What a Send may be in (Core 1.2, 6.4.6). */
    private static final Set<ContentFormat> SENT =
            Set.of(ContentFormat.SENML_JSON, ContentFormat.SENML_CBOR, ContentFormat.LWM2M_CBOR);

    private final Management management;
    private final Surroundings here;
    private final Registrar registrar;
    private final Observations observations;
    private final Supplier<Limits> limits;
    private final Observing observing;

    Reporting(
            Management management,
            Surroundings here,
            Registrar registrar,
            Observations observations,
            Supplier<Limits> limits) {
        this.management = management;
        this.here = here;
        this.registrar = registrar;
        this.observations = observations;
        this.limits = limits;
        this.observing = new Observing(management, observations, this::first);
        observations.cancelBy(this::cancel);
        observations.askBy(this::again);
    }

    /** The endpoint of who says this, as far as that is known. */
    public Optional<String> speaker(Connection from, Request request) {
        return request instanceof Uplink.Notify notify
                ? observations
                        .find(notify.token())
                        .filter(each -> ours(each, from))
                        .map(Reporting::endpoint)
                : management.caller(from).map(one -> one.registration().endpoint());
    }

    /** 2.04, or 4.04 if there is no such observation of this peer's: then the client drops it. */
    public Response notified(Connection from, URI local, Uplink.Notify notify) {
        if (notify.response().status() == Status.UNAUTHORIZED && lost(notify.token(), from)) {
            return Response.of(Status.NOT_FOUND);
        }
        var watch = observations.find(notify.token()).filter(each -> ours(each, from));
        if (watch.isEmpty()) {
            observations
                    .revived(notify.token())
                    .filter(each -> ours(each, from))
                    .ifPresent(observations::askInstead);
            return Response.of(Status.NOT_FOUND);
        }
        registrar.heard(watch.get().client(), from, local);
        if (notify.response().status().success()) {
            watch.get().notified = true;
            report(watch.get(), notify.response().content());
        } else {
            observations.remove(watch.get());
            LOG.info(
                    "{} ended the observation of {} with {}",
                    endpoint(watch.get()),
                    watch.get().path(),
                    notify.response().status());
        }
        return Response.of(Status.CHANGED);
    }

    /**
     * What opens the notifications of an observation is lost, as a transport says. It is asked for anew: at once if its
     * client has shown who it is, at its next Update if anybody may have written what could not be opened.
     */
    private boolean lost(Token token, Connection from) {
        var watch = observations.find(token);
        var wanted = watch.flatMap(Watch::subscription)
                .flatMap(one -> observations.sharing(one).stream().findFirst());
        if (wanted.isPresent() && ours(watch.get(), from)) {
            again(wanted.get());
        } else {
            wanted.ifPresent(one -> one.unanswered = true);
        }
        return wanted.isPresent();
    }

    /** Takes what a client sends by itself; 4.04 from who isn't registered. */
    public CompletionStage<Response> sent(Connection from, URI local, Uplink.Send send) {
        var client = management
                .caller(from)
                .orElseThrow(() -> new LwM2mException(Status.NOT_FOUND, "register before you send"));
        registrar.heard(client, from, local);
        if (!SENT.contains(send.content().format())) {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "a Send is in SenML JSON, SenML CBOR or LwM2M CBOR");
        }
        return management
                .dialect(client, "")
                .decode(Path.ROOT, Optional.of(send.content()))
                .whenComplete((entries, failure) -> unreadable(client, Path.ROOT, failure))
                .thenApply(entries -> sent(client, entries));
    }

    private Response sent(Registered client, List<Entry> entries) {
        var endpoint = client.registration().endpoint();
        check(client.registration(), entries);
        if (here.lanes().waiting(endpoint) >= limits.get().reports()) {
            return Response.failed(Status.UNAVAILABLE, "too much is waiting to be heard");
        }
        here.lanes()
                .run(endpoint, () -> here.listeners().received(management.client(endpoint), entries, Optional.empty()));
        return Response.of(Status.CHANGED);
    }

    /** Values of objects that the client registered; things behind a gateway never are (Core 1.2, 6.4.6). */
    private static void check(Registration registration, List<Entry> entries) {
        if (entries.isEmpty()) {
            throw new LwM2mException(Status.BAD_REQUEST, "a Send without any value");
        }
        var objects = new HashSet<Integer>();
        registration.links().forEach(link -> objects.add(link.path().object()));
        for (var entry : entries) {
            var path = entry.path();
            if (path.depth() < 3 || path.instance() == Path.ABSENT) {
                throw new LwM2mException(Status.BAD_REQUEST, path + " is no resource");
            } else if (path.prefix().isEmpty() && !objects.contains(path.object())) {
                throw new LwM2mException(Status.NOT_FOUND, "object " + path.object() + " is not registered");
            }
        }
    }

    /** It is the client's own fault if its payload makes no sense, but not if there is no codec. */
    private boolean unreadable(Registered client, Path path, Throwable failure) {
        var theirs = failure != null
                && LwM2mException.cause(failure) instanceof LwM2mException known
                && known.status() == Status.BAD_REQUEST;
        if (theirs) {
            management.faults().tell(client, path, LwM2mException.cause(failure).getMessage());
        }
        return theirs;
    }

    /** A client registered: what applications want of it is asked for again (IR-09). */
    public void registered(String endpoint) {
        observations.wanted(endpoint).stream()
                .filter(each -> observations.sharing(each).get(0) == each)
                .forEach(this::again);
    }

    /** A client is there: what it did not answer when it registered is asked for once more. */
    public void updated(String endpoint) {
        observations.wanted(endpoint).stream().filter(each -> each.unanswered).forEach(this::again);
    }

    private void again(Subscription wanted) {
        if (!wanted.begins()) {
            return;
        }
        wanted.unanswered = false;
        var call = management.call(wanted.endpoint(), Optional.empty());
        Management.attempt(call, now -> observing.start(now, wanted)).whenComplete((done, failure) -> {
            if (failure != null) {
                notAgain(wanted, LwM2mException.cause(failure));
            }
            if (wanted.ends()) {
                again(wanted);
            }
        });
    }

    private static void notAgain(Subscription wanted, Throwable cause) {
        wanted.unanswered = cause instanceof LwM2mException known && known.status() == Status.TIMEOUT;
        LOG.info(
                "{} is not observed again{}: {}",
                wanted.endpoint(),
                wanted.unanswered ? " before its next Update" : "",
                cause.getMessage());
    }

    CompletableFuture<Observation> observe(
            Call call, String device, Collection<Path> paths, Attributes attributes, Consumer<List<Entry>> seen) {
        if (paths.isEmpty()) {
            throw new LwM2mException(Status.BAD_REQUEST, "no path to observe");
        }
        var subscription = new Subscription(
                call.endpoint(), device, List.copyOf(paths), attributes, contained(seen), observations);
        observations.want(subscription);
        subscription.begins();
        return Management.attempt(call, now -> observing.start(now, subscription))
                .handle((done, failure) -> {
                    if (failure != null) {
                        subscription.close();
                    }
                    if (subscription.ends()) {
                        again(subscription);
                    }
                    if (failure != null) {
                        throw new CompletionException(LwM2mException.cause(failure));
                    }
                    return subscription;
                });
    }

    /** A request of an application's own making, which may begin or end an observation. */
    CompletableFuture<Response> follow(Registered client, Downlink request, Supplier<CompletableFuture<Response>> ask) {
        if (request instanceof Downlink.Observe one) {
            return observing.ask(new Watch(one.token(), client, request, Optional.empty()), ask);
        } else if (request instanceof Downlink.ObserveComposite many) {
            return observing.ask(new Watch(many.token(), client, request, Optional.empty()), ask);
        } else if (request instanceof Downlink.Cancel cancel) {
            observations.find(cancel.token()).ifPresent(observations::remove);
        } else if (request instanceof Downlink.CancelComposite cancel) {
            observations.find(cancel.token()).ifPresent(observations::remove);
        }
        return ask.get();
    }

    private void first(Watch watch, Response answer) {
        if (!watch.notified) {
            report(watch, answer.content());
        }
    }

    private void report(Watch watch, Optional<Content> content) {
        if (here.lanes().waiting(endpoint(watch)) >= limits.get().reports()) {
            complain(watch, "more is waiting to be heard than is allowed");
            return;
        }
        var dialect = management.dialect(watch.client(), "");
        Management.attempt(null, call -> dialect.decode(dialect.in(watch.path()), content))
                .whenComplete((entries, failure) -> {
                    if (failure == null) {
                        here.lanes().run(endpoint(watch), () -> deliver(watch, entries));
                    } else if (!unreadable(watch.client(), dialect.in(watch.path()), failure)) {
                        complain(watch, LwM2mException.cause(failure).getMessage());
                    }
                });
    }

    private void deliver(Watch watch, List<Entry> entries) {
        watch.subscription().ifPresent(wanted -> {
            var things = management.dialect(watch.client(), wanted.device());
            var seen = wanted.device().isEmpty()
                    ? entries
                    : entries.stream()
                            .map(each -> new Entry(things.in(each.path()), each.value(), each.time()))
                            .toList();
            observations.sharing(wanted).forEach(each -> each.report(seen));
        });
        here.listeners().received(management.client(endpoint(watch)), entries, Optional.of(watch.token()));
    }

    /** Whatever the application does with it. */
    private Consumer<List<Entry>> contained(Consumer<List<Entry>> seen) {
        return entries -> here.listeners().contained(seen, () -> seen.accept(entries));
    }

    /** Once, and only in the registration that has it: in another it could end what is wanted there, by the path. */
    private void cancel(Watch watch) {
        if (!management.isRegistered(watch.client())) {
            return;
        }
        var call = management.call(endpoint(watch), Optional.empty()).only(watch.client());
        Management.attempt(call, now -> now.ask(watch.cancel(), false)).exceptionally(failure -> {
            LOG.debug("cancel to {}: {}", endpoint(watch), failure.toString());
            return null;
        });
    }

    private static void complain(Watch watch, String why) {
        if (!watch.complained) {
            watch.complained = true;
            LOG.warn(
                    "a notification of {} for {} is dropped, as others may be: {}", endpoint(watch), watch.path(), why);
        }
    }

    private static boolean ours(Watch watch, Connection from) {
        return watch.client().registration().identity().equals(from.identity());
    }

    private static String endpoint(Watch watch) {
        return watch.client().registration().endpoint();
    }
}
