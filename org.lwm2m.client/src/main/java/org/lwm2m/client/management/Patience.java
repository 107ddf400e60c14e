package org.lwm2m.client.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.client.loop.Loop;

/**
 * Waits a moment for a codec that was there and went, since a bundle that is updated stops and starts. One that never
 * was there, or stayed away, is not waited for. State belongs to the loop.
 */
final class Patience {

    private final Loop loop;
    private final Codecs codecs;
    private final Duration patience;
    private final Set<ContentFormat> known = new HashSet<>();
    private final List<Waiting<?>> waiting = new ArrayList<>();

    Patience(Loop loop, Codecs codecs, Duration patience) {
        this.loop = loop;
        this.codecs = codecs;
        this.patience = patience;
        known.addAll(codecs.formats());
        codecs.whenOneComes(this::look);
    }

    /** What {@code find} finds now or, if the codec of this format is on its way back, then; at last nothing. */
    <T> CompletionStage<Optional<T>> find(ContentFormat format, Supplier<Optional<T>> find) {
        var found = find.get();
        if (found.isPresent()) {
            known.add(format);
        }
        if (found.isPresent() || !known.contains(format)) {
            return CompletableFuture.completedStage(found);
        }
        var one = new Waiting<T>(find, new CompletableFuture<>());
        var timer = loop.after(patience, () -> giveUp(format, one));
        one.later.whenComplete((value, failure) -> timer.cancel());
        waiting.add(one);
        return one.later;
    }

    /** Whether it is there or was until a moment ago. */
    boolean mayFind(ContentFormat format) {
        return known.contains(format) || codecs.find(format).isPresent();
    }

    private void look() {
        known.addAll(codecs.formats());
        var found = waiting.stream().filter(Waiting::look).toList();
        waiting.removeAll(found);
        found.forEach(Waiting::complete);
    }

    private void giveUp(ContentFormat format, Waiting<?> one) {
        known.remove(format);
        waiting.remove(one);
        one.complete();
    }

    /** Who waits for what. */
    private record Waiting<T>(Supplier<Optional<T>> find, CompletableFuture<Optional<T>> later) {

        boolean look() {
            return find.get().isPresent();
        }

        void complete() {
            later.complete(find.get());
        }
    }
}
