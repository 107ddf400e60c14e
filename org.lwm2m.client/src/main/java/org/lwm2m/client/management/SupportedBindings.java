package org.lwm2m.client.management;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/** The letters of the bindings that the Device object says there are (/3/0/16). */
record SupportedBindings(ObjectTree tree) {

    private static final Path PATH = Path.of(3, 0, 16);

    /** Whether they may be others once this path has changed. */
    static boolean changeWith(Path path) {
        return path.contains(PATH);
    }

    /** Empty if it says nothing. */
    CompletionStage<Optional<String>> read() {
        return tree.now(PATH)
                .filter(device -> device.has(PATH.instance()))
                .map(device -> device.read(PATH)
                        .thenApply(found -> found.stream()
                                .flatMap(each -> each.value() instanceof Value.Text text
                                        ? Stream.of(text.value())
                                        : Stream.empty())
                                .findFirst())
                        .exceptionally(failure -> Optional.empty()))
                .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    }
}
