package org.lwm2m.client.registration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;

/** Registers in the version that the server speaks: where it refuses one, in the one before (Core 1.2, 6.2.1). */
final class Registering {

    private final Supplier<Version> first;
    private final Registrar registrar;
    private final BooleanSupplier leaving;
    private Version version;

    /**
     * @param first the newest that may be; asked whenever it begins again
     * @param leaving whether no further Register is wanted
     */
    Registering(Supplier<Version> first, Registrar registrar, BooleanSupplier leaving) {
        this.first = first;
        this.version = first.get();
        this.registrar = registrar;
        this.leaving = leaving;
    }

    /** The one that was tried last. */
    Version version() {
        return version;
    }

    /** Begins with the newest version again. */
    void restart() {
        version = first.get();
    }

    /** Completes with the answer that counts. */
    CompletionStage<Registrar.Answer> register() {
        return registrar.register(version).thenCompose(answer -> {
            var older = answer.response().status() == Status.PRECONDITION_FAILED && version != Version.V1_0;
            if (!older || leaving.getAsBoolean()) {
                return CompletableFuture.completedStage(answer);
            }
            version = Version.values()[version.ordinal() - 1];
            return register();
        });
    }
}
