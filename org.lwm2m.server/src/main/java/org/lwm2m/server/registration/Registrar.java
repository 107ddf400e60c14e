package org.lwm2m.server.registration;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.ClientListener.Reason;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Registration.Terms;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.server.profile.Profiles;
import org.lwm2m.server.profile.Teacher;

/** Answers Register, Update and De-register (Core 1.2, 6.2). */
public final class Registrar {

    /** 96 bits, 16 characters: more than anybody guesses, and no longer than clients keep (field note F8). */
    private static final int ID_BYTES = 12;

    private static final String LOCATION = "rd/";

    private final Registrations registrations;
    private final Supplier<Bounds> bounds;
    private final CredentialStore callers;
    private final RandomGenerator random;
    private final ObjectLists lists = new ObjectLists();
    private final Listing listing;
    private final Shared<Terms> terms = new Shared<>();
    private final Shared<Identity> identities = new Shared<>();

    public Registrar(
            Registrations registrations,
            Supplier<Bounds> bounds,
            CredentialStore callers,
            Codecs codecs,
            Profiles profiles,
            RandomGenerator random) {
        this.registrations = registrations;
        this.bounds = bounds;
        this.callers = callers;
        this.listing = new Listing(codecs, profiles, lists);
        this.random = random;
    }

    public CompletionStage<Response> register(Connection from, URI local, Uplink.Register said) {
        var version = version(said.version());
        var agreed = Announcement.register(said.parameters(), bounds.get().lifetime());
        return callers.find(from.identity()).thenCompose(caller -> {
            var known = caller.orElseThrow(() -> new LwM2mException(Status.FORBIDDEN, "not a caller we know"));
            var endpoint = Announcement.endpoint(said.endpoint().or(() -> name(from)), known.endpoints());
            var named = known.endpoints().contains(endpoint);
            return listing.find(
                            () -> Teacher.of(endpoint, from.identity()),
                            version,
                            said.parameters().profiles(),
                            said.objects())
                    .thenApply(found -> found.orElseThrow(() -> noObjects(version)))
                    .thenApply(objects -> registration(from, local, endpoint, version, agreed, objects))
                    .thenCompose(made -> admit(made, named));
        });
    }

    private Registration registration(
            Connection from, URI local, String endpoint, Version version, Terms agreed, ObjectList objects) {
        var now = registrations.now();
        return new Registration(
                id(),
                endpoint,
                share(from.identity()),
                from.address(),
                local,
                version,
                terms.one(agreed),
                objects.root(),
                objects.links(),
                now,
                now);
    }

    public CompletionStage<Response> update(Connection from, URI local, Uplink.Update said) {
        var one = mine(from, said.location());
        agreed(one.registration().terms(), said);
        var address = from.address();
        var last = one.registration();
        var listed = listing.find(
                () -> Teacher.of(last.endpoint(), last.identity()),
                last.version(),
                said.parameters().profiles(),
                said.objects());
        return listed.thenApply(objects -> {
            var done = registrations.update(
                    one,
                    before -> new Registration(
                            before.id(),
                            before.endpoint(),
                            before.identity(),
                            address.equals(before.address()) ? before.address() : address,
                            local,
                            before.version(),
                            agreed(before.terms(), said),
                            objects.map(ObjectList::root).orElse(before.root()),
                            objects.map(ObjectList::links).orElse(before.links()),
                            before.registered(),
                            registrations.now()),
                    true);
            return done ? Response.of(Status.CHANGED) : Response.failed(unknown());
        });
    }

    /** Most Updates change nothing. */
    private Terms agreed(Terms before, Uplink.Update said) {
        var now = Announcement.update(
                before,
                said.parameters(),
                said.objects().filter(Listing::listed).isPresent());
        return now.equals(before) ? before : terms.one(now);
    }

    public Response deregister(Connection from, Uplink.Deregister said) {
        var gone = registrations.remove(mine(from, said.location()), Reason.DEREGISTERED);
        return gone ? Response.of(Status.DELETED) : Response.failed(unknown());
    }

    /** A client that proved who it is spoke from a new address (field note F10); without proof only an Update moves. */
    public void heard(Registered one, Connection from, URI local) {
        var before = one.registration();
        if (before.identity() instanceof Identity.None || before.address().equals(from.address())) {
            return;
        }
        registrations.update(one, last -> moved(last, from.address(), local), false);
    }

    /**
     * The server wrote the lifetime, so it counts, also if the client doesn't say so in an Update (field note F11). What
     * it did say since {@code before} is newer than the answer, which may be late.
     */
    public void lifetimeWritten(Registered one, Terms before, Duration lifetime) {
        if (one.registration().terms().lifetime().equals(before.lifetime())) {
            registrations.update(
                    one,
                    last -> with(last, terms.one(lasting(last.terms(), lifetime)), last.links(), registrations.now()),
                    true);
        }
    }

    /** The server created an instance: the client will list it, but perhaps later (field note F24). */
    public void created(Registered one, Path instance) {
        registrations.update(
                one,
                last -> with(last, last.terms(), lists.one(ObjectList.with(last.links(), instance)), last.updated()),
                false);
    }

    public void deleted(Registered one, Path instance) {
        registrations.update(
                one,
                last -> with(last, last.terms(), lists.one(ObjectList.without(last.links(), instance)), last.updated()),
                false);
    }

    /** Takes up what a store kept, with its lists shared again. */
    public boolean restore(Registration kept) {
        return registrations.restore(with(kept, terms.one(kept.terms()), lists.one(kept.links()), kept.updated()));
    }

    private CompletionStage<Response> admit(Registration registration, boolean named) {
        var answer = new CompletableFuture<Response>();
        registrations.register(
                registration, named, () -> answer.complete(Response.created(LOCATION + registration.id())));
        return answer;
    }

    /** The registration at a location, or without one the caller's own; nobody hears of another's (SEC-19). */
    private Registered mine(Connection from, String location) {
        var bare = location.startsWith("/") ? location.substring(1) : location;
        var found = bare.isEmpty()
                ? registrations.byCaller(from)
                : bare.startsWith(LOCATION)
                        ? registrations.byId(bare.substring(LOCATION.length()))
                        : Optional.<Registered>empty();
        return found.filter(one -> one.registration().identity().equals(from.identity()))
                .orElseThrow(Registrar::unknown);
    }

    private String id() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Identity share(Identity identity) {
        return identity instanceof Identity.None ? identities.one(identity) : identity;
    }

    /** A broker gives each client a topic of its own. */
    private static Optional<String> name(Connection from) {
        return from.identity() instanceof Identity.Broker broker ? Optional.of(broker.endpoint()) : Optional.empty();
    }

    private static Version version(String said) {
        if (said.isEmpty()) {
            throw new LwM2mException(Status.BAD_REQUEST, "lwm2m is missing");
        }
        // Nothing else makes a client try an older one (field note F4).
        return Version.of(said)
                .orElseThrow(() -> new LwM2mException(Status.PRECONDITION_FAILED, "speaks LwM2M 1.0, 1.1 and 1.2"));
    }

    private static LwM2mException noObjects(Version version) {
        return version.atLeast(Version.V1_1)
                ? new LwM2mException(Status.CONFLICT, "register with the object list, it is not known from elsewhere")
                : new LwM2mException(Status.BAD_REQUEST, "the object list is missing");
    }

    private static LwM2mException unknown() {
        return new LwM2mException(Status.NOT_FOUND, "no such registration of yours");
    }

    private static Registration moved(Registration last, URI address, URI local) {
        return new Registration(
                last.id(),
                last.endpoint(),
                last.identity(),
                address,
                local,
                last.version(),
                last.terms(),
                last.root(),
                last.links(),
                last.registered(),
                last.updated());
    }

    private static Registration with(Registration last, Terms terms, List<Link> links, Instant updated) {
        return new Registration(
                last.id(),
                last.endpoint(),
                last.identity(),
                last.address(),
                last.local(),
                last.version(),
                terms,
                last.root(),
                links,
                last.registered(),
                updated);
    }

    private static Terms lasting(Terms last, Duration lifetime) {
        return new Terms(lifetime, last.bindings(), last.queueMode(), last.sms(), last.profiles());
    }
}
