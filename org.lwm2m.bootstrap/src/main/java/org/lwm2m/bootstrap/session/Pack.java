package org.lwm2m.bootstrap.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapPlan.Step;
import org.lwm2m.api.bootstrap.BootstrapResult;
import org.lwm2m.api.bootstrap.BootstrapResult.Operation;
import org.lwm2m.api.message.Response;
import org.lwm2m.bootstrap.account.Consistency;
import org.lwm2m.engine.provider.Codecs;

/** What a plan writes, in one answer (Core 1.2, 6.1.7.7). */
final class Pack {

    /** In the order in which one is chosen for a client that does not say. */
    private static final List<ContentFormat> FORMATS =
            List.of(ContentFormat.SENML_CBOR, ContentFormat.LWM2M_CBOR, ContentFormat.SENML_JSON);

    private Pack() {}

    /** The one to answer in; fails with 4.06 if there is none. */
    static CompletionStage<ContentFormat> format(Optional<ContentFormat> accept, Codecs codecs) {
        var wanted = accept.map(List::of).orElse(FORMATS);
        var usable = FORMATS.containsAll(wanted)
                ? codecs.usable(wanted)
                : CompletableFuture.completedFuture(List.<ContentFormat>of());
        return usable.thenApply(formats -> formats.stream()
                .findFirst()
                .orElseThrow(() ->
                        new LwM2mException(Status.NOT_ACCEPTABLE, "a pack is SenML CBOR, SenML JSON or LwM2M CBOR")));
    }

    /** @param account the instances of the client's bootstrap account, as far as it named them */
    static CompletionStage<Response> encode(List<Step> steps, List<Path> account, ContentFormat format, Codecs codecs) {
        // What is written twice is the later one.
        var written = new LinkedHashMap<Path, Entry>();
        for (var step : steps) {
            if (step instanceof Step.Write write) {
                write.entries().forEach(entry -> written.put(entry.path(), entry));
            }
        }
        var entries = new ArrayList<>(written.values());
        var problems = Consistency.problems(entries, account);
        if (!problems.isEmpty()) {
            throw new LwM2mException(
                    Status.METHOD_NOT_ALLOWED, "no pack can be made of the plan: " + String.join("; ", problems));
        }
        return codecs.find(format, Status.NOT_ACCEPTABLE)
                .thenApply(codec -> Response.content(new Content(format, codec.encode(Path.ROOT, entries))));
    }

    static BootstrapResult result(Response answer) {
        var why = answer.status().success() ? "" : answer.reason();
        return new BootstrapResult(Operation.PACK, Path.ROOT, answer.status(), why);
    }
}
