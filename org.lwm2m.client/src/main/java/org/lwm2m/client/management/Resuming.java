package org.lwm2m.client.management;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.message.Token;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.keeping.Octets;
import org.lwm2m.client.loop.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the observations of each registration, and what could not be told yet, for a client that goes on with its
 * registrations after a restart. State belongs to the loop.
 */
final class Resuming {

    private static final Logger LOG = LoggerFactory.getLogger(Resuming.class);
    private static final int FORMAT = 1;

    /** How long what is stored may wait before it is written. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Loop loop;
    private final Keeper keeper;
    private final Map<Integer, Loop.Timer> due = new HashMap<>();

    Resuming(Loop loop, Keeper keeper) {
        this.loop = loop;
        this.keeper = keeper.registrations();
    }

    /** Complete when the observations of a server are in the store as they are now. */
    CompletionStage<Void> keep(int server, Collection<Observation> all) {
        Optional.ofNullable(due.remove(server)).ifPresent(Loop.Timer::cancel);
        var lasting = all.stream()
                .filter(each -> each.session.server() == server && each.format.isPresent())
                .toList();
        return keeper.put(
                name(server),
                lasting.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Octets.write(FORMAT, out -> Octets.all(out, lasting, Resuming::write))));
    }

    /** The same, some time later: what is lost by then is told once too often, or once more as it is by then. */
    void keepSoon(int server, Collection<Observation> all) {
        if (keeper != Keeper.NONE) {
            due.computeIfAbsent(server, each -> loop.after(DELAY, () -> keep(server, all)));
        }
    }

    /** What was observed before, and is bound to the registration that goes on. */
    List<Observation> recall(ServerSession session) {
        var bytes = keeper.get(name(session.server()));
        try {
            return bytes.isEmpty()
                    ? List.of()
                    : Octets.read(FORMAT, bytes.get(), in -> Octets.all(in, each -> read(each, session)));
        } catch (IOException e) {
            LOG.error(
                    "the observations of server {} in the store are damaged, there are none: {}",
                    session.server(),
                    e.getMessage());
            return List.of();
        }
    }

    private static String name(int server) {
        return "observations/" + server;
    }

    private static void write(DataOutputStream out, Observation each) throws IOException {
        out.writeLong(each.token.value());
        out.writeByte(each.token.length());
        out.writeBoolean(each.composite);
        Octets.all(out, each.paths, Octets::path);
        Octets.attributes(out, each.own);
        out.writeInt(each.format.orElseThrow().number());
        Octets.all(out, List.copyOf(each.stored), (to, sample) -> {
            Octets.time(to, sample.time());
            Octets.all(to, sample.entries(), Octets::entry);
        });
    }

    private Observation read(DataInputStream in, ServerSession session) throws IOException {
        var token = new Token(in.readLong(), in.readByte());
        var composite = in.readBoolean();
        var paths = Octets.all(in, Octets::path);
        var observation = new Observation(session, token, paths, composite, Octets.attributes(in));
        if (paths.isEmpty()) {
            throw new IOException("an observation of nothing");
        }
        observation.format = Optional.of(new ContentFormat(in.readInt()));
        var stored = new ArrayList<Observation.Sample>();
        for (var sample : Octets.all(in, each -> Map.entry(Octets.time(each), Octets.all(each, Octets::entry)))) {
            stored.add(new Observation.Sample(sample.getKey(), loop.elapsed(), sample.getValue()));
        }
        observation.stored.addAll(stored);
        return observation;
    }
}
