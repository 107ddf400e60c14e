package org.lwm2m.client.management;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads a resource back to what it held before an operation that failed half way, as far as that could be read. */
final class Restoring {

    private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

    private Restoring() {}

    /**
     * Never fails: what can't be led back is logged.
     *
     * @param before all that the instance held
     */
    static CompletionStage<Void> restore(PresentObject object, Path resource, List<Entry> before) {
        var held =
                before.stream().filter(entry -> resource.contains(entry.path())).toList();
        // Of those that are annotated it is known that they understand nothing as a value to write.
        if (held.isEmpty() && object.own().isEmpty()) {
            LOG.warn("{} stays although another part of its Write-Composite failed", resource);
            return CompletableFuture.completedStage(null);
        }
        var values = held.isEmpty() ? List.of(Entry.of(resource, Value.NONE)) : held;
        return Operations.guarded(() ->
                        object.call(each -> each.write(resource.in(""), PresentObject.bare(values), Mode.REPLACE)))
                .exceptionally(failure -> {
                    LOG.warn("{} stays changed: {}", resource, failure.getMessage());
                    return null;
                });
    }
}
