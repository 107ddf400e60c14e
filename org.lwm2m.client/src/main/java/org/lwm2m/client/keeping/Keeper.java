package org.lwm2m.client.keeping;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;

/** Keeps states of one client by name, where there is a store. All methods are called on the client's loop. */
public interface Keeper {

    /** Keeps nothing: a client that is opened by program forgets. */
    Keeper NONE = new Keeper() {

        @Override
        public boolean present() {
            return false;
        }

        @Override
        public Optional<Bytes> get(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> names(String prefix) {
            return List.of();
        }

        @Override
        public CompletionStage<Void> put(String name, Optional<Bytes> state) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public Keeper registrations() {
            return NONE;
        }

        @Override
        public void close() {
            // There is nothing to end.
        }

        @Override
        public void storeCame() {
            // It changes nothing.
        }
    };

    /** Whether there is a store now. */
    boolean present();

    /** What is in the store or on its way there. What was put while there was none is not: whoever put it adds to this. */
    Optional<Bytes> get(String name);

    /** Those in the store. */
    List<String> names(String prefix);

    /**
     * Keeps a state, or forgets it. Of several that follow each other faster than they can be written, the last is.
     *
     * @return completes on the loop when that is on disk, or there is no store; fails with 4.13 if it is too large to be kept, with 5.03 if it can't be for now
     */
    CompletionStage<Void> put(String name, Optional<Bytes> state);

    /**
     * The place of what counts as long as a registration does: {@link #NONE} for a client that registers anew after a
     * restart.
     */
    Keeper registrations();

    /** What changes from now on is not kept: that objects and accounts go with their client is no news. */
    void close();

    /** Puts into a store that is there now what changed while there was none. */
    void storeCame();
}
