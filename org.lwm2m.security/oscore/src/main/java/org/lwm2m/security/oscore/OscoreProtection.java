package org.lwm2m.security.oscore;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.MessageProtection;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.security.oscore.Page.Side;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OSCORE (RFC 8613). It is there only with a store, as without one no sequence number may be used; what it puts there
 * is enough for who comes after it to go on.
 */
@Component(configurationPid = OscoreConfiguration.PID, property = MessageProtection.KIND + "=oscore")
@Designate(ocd = OscoreConfiguration.class)
public final class OscoreProtection implements MessageProtection {

    private static final Logger LOG = LoggerFactory.getLogger(OscoreProtection.class);

    private final Surroundings around;
    private final int most;
    private final Observations observations;

    /** The one that was not used for longest makes room; what is on record of it is enough to go on. */
    private final Map<Credentials.Oscore, Association> associations =
            new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    private boolean closed; // guarded by this

    /** @param store the best there is: one that keeps nothing is left for one that survives */
    @Activate
    public OscoreProtection(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) StateStore store,
            OscoreConfiguration configuration) {
        this(
                store,
                OscoreConfiguration.Checked.of(
                        configuration.first_use(), configuration.first_echo(), configuration.contexts_max()),
                Context::new);
    }

    OscoreProtection(
            StateStore store,
            OscoreConfiguration.Checked settings,
            BiFunction<Credentials.Oscore, Bytes, Context> contexts) {
        this(store, settings, contexts, behind());
    }

    /** @param behind writes what may be written later, one after the other */
    OscoreProtection(
            StateStore store,
            OscoreConfiguration.Checked settings,
            BiFunction<Credentials.Oscore, Bytes, Context> contexts,
            Executor behind) {
        var random = new SecureRandom();
        var ledger = new Ledger(store);
        this.around = new Surroundings(
                ledger, new Rederivation(random), contexts, random, settings.derives(), settings.echoes());
        this.most = settings.contexts();
        this.observations = new Observations(ledger, behind);
    }

    /** A thread that goes when it has nothing to do. */
    private static Executor behind() {
        return new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "org.lwm2m.security.oscore");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Exchange call(Credentials credentials, Bytes token, Bytes request) {
        if (!(credentials instanceof Credentials.Oscore agreed)) {
            throw new LwM2mException(Status.NOT_IMPLEMENTED, "OSCORE protects with keys of its own only");
        }
        return new Calling(association(agreed), observations, token, CoapBytes.read(request));
    }

    @Override
    public CompletionStage<Exchange> answer(Bytes token, Bytes request, CredentialStore callers) {
        CoapBytes outer;
        OscoreOption option;
        try {
            outer = CoapBytes.read(request);
            option = OscoreOption.read(outer.option(CoapBytes.OSCORE).orElse(new byte[] {0}));
        } catch (IllegalArgumentException e) {
            return refused(Refusal.NO_COSE);
        }
        if (option.kid().isEmpty() || option.number().isEmpty() || outer.payload().length == 0) {
            return refused(Refusal.NO_COSE);
        }
        var id = new RequestId(option.kid().get(), option.number().get());
        return find(callers, id.kid(), option.context()).thenApply(agreed -> agreed.<Exchange>map(each -> {
                    try {
                        return new Opening(association(each), observations, token, outer, option.context(), id).open();
                    } catch (IllegalArgumentException e) {
                        return new Refusing(Refusal.NOT_OPENED);
                    }
                })
                .orElseGet(() -> new Refusing(Refusal.NO_CONTEXT)));
    }

    @Override
    public CompletionStage<Optional<Exchange>> observing(Bytes token, CredentialStore callers) {
        return observations.loaded().thenCompose(ready -> observations
                .ours(token)
                .map(begun -> find(callers, begun.pair().peer()).thenApply(found -> found.filter(
                                agreed -> Pair.of(agreed).equals(begun.pair()))
                        .flatMap(agreed -> calling(association(agreed), token, begun))))
                .orElse(CompletableFuture.completedStage(Optional.empty())));
    }

    private Optional<Exchange> calling(Association association, Bytes token, Begun begun) {
        var session = association.known(begun.context());
        if (session.isEmpty()) {
            observations.ended(Side.OBSERVING, begun.pair(), token);
        }
        return session.map(each -> new Calling(association, observations, token, each, begun));
    }

    @Override
    public CompletionStage<Optional<Exchange>> observed(Identity peer, Bytes token, CredentialStore callers) {
        if (!(peer instanceof Identity.Oscore who)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return observations.loaded().thenCompose(ready -> find(callers, who)
                .thenApply(found -> found.flatMap(agreed -> observations
                        .theirs(Pair.of(agreed), token)
                        .flatMap(begun -> answering(association(agreed), token, begun)))));
    }

    private Optional<Exchange> answering(Association association, Bytes token, Begun begun) {
        var session = association.sending(begun.context());
        if (session.isEmpty()) {
            observations.ended(Side.OBSERVED, begun.pair(), token);
        }
        return session.map(each -> new Answering(association, observations, token, each, begun));
    }

    @Deactivate
    void close() {
        List<Association> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(associations.values());
            associations.clear();
        }
        all.forEach(OscoreProtection::close);
        observations.close();
    }

    private static void close(Association association) {
        try {
            association.close();
        } catch (RuntimeException e) {
            LOG.debug("the state of a context is not kept, peers will have to echo or to derive another", e);
        }
    }

    /** By the ID Context if there is one; then by the Sender ID alone, as peers derive contexts of their own. */
    private static CompletionStage<Optional<Credentials.Oscore>> find(
            CredentialStore callers, Bytes kid, Optional<Bytes> context) {
        var exactly = find(callers, new Identity.Oscore(kid, context.orElse(Bytes.EMPTY)));
        return context.isEmpty()
                ? exactly
                : exactly.thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedStage(found)
                        : find(callers, new Identity.Oscore(kid, Bytes.EMPTY)));
    }

    private static CompletionStage<Optional<Credentials.Oscore>> find(
            CredentialStore callers, Identity.Oscore claimed) {
        return callers.find(claimed).thenApply(caller -> caller.map(CredentialStore.Caller::credentials)
                .filter(Credentials.Oscore.class::isInstance)
                .map(Credentials.Oscore.class::cast)
                .filter(each -> each.recipient().equals(claimed.sender()) && Keys.usable(each)));
    }

    private Association association(Credentials.Oscore agreed) {
        Keys.check(agreed);
        Association evicted = null;
        try {
            synchronized (this) {
                if (closed) {
                    // Another may be at work already with the numbers that are on record.
                    throw new LwM2mException(Status.UNAVAILABLE, "OSCORE is being replaced");
                }
                var known = associations.get(agreed);
                if (known == null) {
                    known = new Association(agreed, around);
                    associations.put(agreed, known);
                    if (associations.size() > most) {
                        evicted = associations.remove(
                                associations.keySet().iterator().next());
                    }
                }
                return known;
            }
        } finally {
            if (evicted != null) {
                close(evicted);
            }
        }
    }

    private static CompletionStage<Exchange> refused(Refusal refusal) {
        return CompletableFuture.completedStage(new Refusing(refusal));
    }
}
