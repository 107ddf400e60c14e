package org.lwm2m.engine.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;

/** All credential stores as one: the highest ranked that knows a caller answers. */
public final class Trust implements CredentialStore {

    private final Ranked<CredentialStore> stores = new Ranked<>();
    private final AtomicInteger came = new AtomicInteger();
    private final Arrivals arrivals;
    private volatile Runnable changed = () -> {};

    public Trust(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /** Who is to hear that a store came or went, or that its keys have changed: sessions may have to end. */
    void tells(Runnable listener) {
        changed = listener;
    }

    /** It came, its rank has changed or its keys have, see {@link CredentialStore#CHANGES}. */
    public void add(CredentialStore store, Map<String, ?> properties) {
        stores.add(store, properties);
        came.incrementAndGet();
        arrivals.arrived();
        changed.run();
    }

    public void remove(CredentialStore store) {
        stores.remove(store);
        arrivals.left(Trust.class);
        changed.run();
    }

    /** Nobody knows the caller: whoever does may be just being replaced, so ask again if a store comes in a moment. */
    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        var asked = came.get();
        return ask(stores.all().iterator(), claimed).thenCompose(caller -> {
            if (caller.isPresent()) {
                return CompletableFuture.completedFuture(caller);
            }
            return arrivals.await(Trust.class, () -> came.get() == asked ? Optional.empty() : Optional.of(came))
                    .thenCompose(again -> again.isPresent()
                            ? ask(stores.all().iterator(), claimed)
                            : CompletableFuture.completedFuture(Optional.empty()));
        });
    }

    @Override
    public List<Credentials> own() {
        var kinds = new HashSet<Class<?>>();
        var best = new ArrayList<Credentials>();
        stores.all().stream().flatMap(store -> store.own().stream()).forEach(each -> {
            if (kinds.add(each.getClass())) {
                best.add(each);
            }
        });
        return best;
    }

    private static CompletionStage<Optional<Caller>> ask(Iterator<CredentialStore> rest, Identity claimed) {
        if (!rest.hasNext()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return rest.next()
                .find(claimed)
                .thenCompose(
                        caller -> caller.isPresent() ? CompletableFuture.completedFuture(caller) : ask(rest, claimed));
    }
}
