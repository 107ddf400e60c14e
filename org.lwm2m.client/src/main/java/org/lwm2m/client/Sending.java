package org.lwm2m.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.management.ServerSession;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.client.registration.Life;

/** Sends values on the client's own account (Core 1.2, 6.4.5), in the best format that Send may have. */
record Sending(Providers providers) {

    CompletionStage<Void> to(Life life, List<Entry> values) {
        var server = life.account().id();
        if (life.account().mutesSend()) {
            return refused(Status.METHOD_NOT_ALLOWED, "server " + server + " has muted Send, in /1/x/23");
        }
        return life.session()
                .map(session -> to(session, values))
                .orElseGet(() -> refused(Status.UNAVAILABLE, "not registered with server " + server));
    }

    private CompletionStage<Void> to(ServerSession session, List<Entry> values) {
        if (!session.version().atLeast(Version.V1_1)) {
            return refused(Status.NOT_IMPLEMENTED, "Send came with LwM2M 1.1; registered with " + session.version());
        }
        return format(session.version())
                .map(format -> {
                    var bytes = providers.codec(format).orElseThrow().encode(Path.ROOT, values);
                    return session.send(new Uplink.Send(new Content(format, bytes)))
                            .thenApply(Response::orThrow)
                            .<Void>thenApply(response -> null);
                })
                .orElseGet(() -> refused(Status.NOT_ACCEPTABLE, "no codec of a format that Send can have"));
    }

    private Optional<ContentFormat> format(Version version) {
        return Stream.of(ContentFormat.LWM2M_CBOR, ContentFormat.SENML_CBOR, ContentFormat.SENML_JSON)
                .filter(each -> each != ContentFormat.LWM2M_CBOR || version.atLeast(Version.V1_2))
                .filter(each -> providers.codec(each).isPresent())
                .findFirst();
    }

    private static CompletionStage<Void> refused(Status status, String why) {
        return CompletableFuture.failedStage(new LwM2mException(status, why));
    }
}
