package org.lwm2m.client.account;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.ManagedObject;

/** Object /0: there, but not for servers (Core 1.2, E.1). Only a bootstrap may read or write it. */
record SecurityObject(Supplier<AccountEntries> entries) implements ManagedObject {

    @Override
    public Set<Integer> instances() {
        return entries.get().instances(0);
    }

    @Override
    public CompletionStage<List<Entry>> read(Path path) {
        return CompletableFuture.failedStage(
                new LwM2mException(Status.UNAUTHORIZED, "no server reads " + path + ": it holds keys"));
    }
}
