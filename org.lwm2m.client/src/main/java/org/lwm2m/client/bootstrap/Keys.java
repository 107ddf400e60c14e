package org.lwm2m.client.bootstrap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.client.account.SecurityInstance;
import org.lwm2m.client.registration.Surroundings;

/** Whether the client could call with the keys of new accounts: part of the check at Finish (Core 1.2, 6.1.6). */
record Keys(Surroundings around) {

    private static final String EST = "4";
    private static final String OSCORE = "oscore";

    /** Fails with 4.06 and words that name the account. */
    CompletionStage<Void> check(List<SecurityInstance> accounts) {
        var missing = accounts.stream().anyMatch(each -> missing(each).isPresent());
        return (missing ? moment() : CompletableFuture.<Void>completedStage(null)).thenCompose(waited -> {
            CompletionStage<Void> all = CompletableFuture.completedStage(null);
            for (var account : accounts) {
                all = all.thenCompose(before -> check(account));
            }
            return all;
        });
    }

    private CompletionStage<Void> check(SecurityInstance account) {
        var missing = missing(account);
        if (missing.isPresent()) {
            return CompletableFuture.failedStage(wrong(account, missing.get()));
        } else if (account.mode().equals(EST)) {
            // A certificate is enrolled when it is needed: that takes longer than a Bootstrap-Server waits.
            return CompletableFuture.completedStage(null);
        }
        var back = new CompletableFuture<Void>();
        CompletableFuture.completedFuture(account.forMode())
                .thenCompose(keys -> mode(account.mode()).credentials(keys, Credentials.NONE))
                .thenCompose(below -> account.oscore().isEmpty()
                        ? CompletableFuture.completedStage(below)
                        : mode(OSCORE).credentials(account.forMode(), below))
                .whenComplete((keys, failure) -> around.loop().execute(() -> {
                    if (failure == null) {
                        back.complete(null);
                    } else {
                        back.completeExceptionally(
                                wrong(account, LwM2mException.cause(failure).getMessage()));
                    }
                }));
        return back;
    }

    private org.lwm2m.api.security.SecurityMode mode(String mode) {
        return around.providers()
                .modes()
                .find(mode)
                .orElseThrow(() -> new LwM2mException(Status.NOT_ACCEPTABLE, "no security mode " + mode));
    }

    private Optional<String> missing(SecurityInstance account) {
        var scheme = account.uri().getScheme();
        if (around.providers().transports().find(scheme).isEmpty()) {
            return Optional.of("nothing here carries " + scheme);
        }
        var modes = around.providers().modes();
        return modes.find(account.mode()).isEmpty()
                        || account.oscore().isPresent() && modes.find(OSCORE).isEmpty()
                ? Optional.of("nothing here knows its security mode")
                : Optional.empty();
    }

    /** A bundle that is being updated is back by then. */
    private CompletionStage<Void> moment() {
        var later = new CompletableFuture<Void>();
        around.loop().after(around.tuning().gap(), () -> later.complete(null));
        return later;
    }

    private static LwM2mException wrong(SecurityInstance account, String why) {
        return new LwM2mException(Status.NOT_ACCEPTABLE, account.security() + ": " + why);
    }
}
