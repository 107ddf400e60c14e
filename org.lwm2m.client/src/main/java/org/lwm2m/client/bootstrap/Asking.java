package org.lwm2m.client.bootstrap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.BootstrapAccount;
import org.lwm2m.client.registration.Surroundings;
import org.lwm2m.client.registration.Way;

/** How a client asks the Bootstrap-Server: for a pack, since 1.2, and for a bootstrap (Core 1.2, 6.1.7.1 and 6.1.7.6). */
record Asking(Surroundings around, BootstrapAccount account, Way way) {

    /** Best first. */
    private static final List<ContentFormat> PACKS =
            List.of(ContentFormat.LWM2M_CBOR, ContentFormat.SENML_CBOR, ContentFormat.SENML_JSON);

    /** Whether a pack can be asked for, and read. */
    boolean canPack() {
        return account.settings().version().atLeast(Version.V1_2)
                && first(PACKS).isPresent();
    }

    /** Empty where the Bootstrap-Server has none for us. */
    CompletionStage<Optional<Response>> pack() {
        var request =
                new Uplink.BootstrapPackRequest(around.self().endpoint(account), account.instances(), first(PACKS));
        return way.send(request)
                .exceptionallyCompose(failure -> absent(failure)
                        ? CompletableFuture.completedStage(Response.of(Status.NOT_IMPLEMENTED))
                        : CompletableFuture.failedStage(failure))
                .thenApply(response -> Optional.of(response)
                        .filter(each -> each.status() == Status.CONTENT
                                && each.content().isPresent()));
    }

    /** Asks without a format once more, if the Bootstrap-Server can't write in ours. */
    CompletionStage<Response> bootstrap() {
        var preferred = preferred();
        return request(preferred)
                .thenCompose(response -> response.status() == Status.UNSUPPORTED_FORMAT && preferred.isPresent()
                        ? request(Optional.empty())
                        : CompletableFuture.completedStage(response));
    }

    private CompletionStage<Response> request(Optional<ContentFormat> preferred) {
        return way.send(new Uplink.BootstrapRequest(around.self().endpoint(account), preferred));
    }

    /** Told since 1.1; what of it is spoken depends on the version. */
    private Optional<ContentFormat> preferred() {
        var version = account.settings().version();
        if (!version.atLeast(Version.V1_1)) {
            return Optional.empty();
        }
        return first(
                version.atLeast(Version.V1_2)
                        ? List.of(
                                ContentFormat.LWM2M_CBOR,
                                ContentFormat.SENML_CBOR,
                                ContentFormat.SENML_JSON,
                                ContentFormat.TLV)
                        : List.of(ContentFormat.SENML_CBOR, ContentFormat.SENML_JSON, ContentFormat.TLV));
    }

    private Optional<ContentFormat> first(List<ContentFormat> some) {
        var there = around.providers().formats();
        return some.stream().filter(there::contains).findFirst();
    }

    /** A wire that has no such request. */
    private static boolean absent(Throwable failure) {
        return LwM2mException.cause(failure) instanceof LwM2mException known
                && known.status() == Status.NOT_IMPLEMENTED;
    }
}
