package org.lwm2m.shell;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lwm2m.api.Entry;
import org.lwm2m.api.server.Client;
import org.lwm2m.shell.text.Table;

/** The client that a command is about: its answer is waited for, unless it sleeps. */
record Target(Engines engines, String endpoint, Client client, boolean asleep) {

    static Target of(Engines engines, String endpoint, boolean durable) throws CommandFailed {
        var client = engines.patient(endpoint);
        return new Target(engines, endpoint, durable ? client.durable() : client, !client.awake());
    }

    /** What came of a request, or where to look for it. */
    <T> String said(CompletionStage<T> asked, Function<T, String> words) throws CommandFailed {
        if (!asleep) {
            return words.apply(Answer.of(asked, engines.timeout()));
        }
        var name = Table.clean(endpoint);
        return Answer.soon(asked.thenApply(words))
                .orElse(name + " sleeps, the request waits for it: lwm2m:queue " + name + " shows what becomes of it");
    }

    /** Values that come later are there to be looked at. */
    void keeps(CompletionStage<List<Entry>> asked) {
        if (asleep) {
            asked.whenComplete((entries, failure) -> {
                if (failure == null) {
                    entries.forEach(each -> engines.outcomes().add(endpoint, names().line(each)));
                }
            });
        }
    }

    private Names names() {
        return engines.names(client);
    }
}
