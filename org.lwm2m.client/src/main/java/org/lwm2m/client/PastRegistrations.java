package org.lwm2m.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Version;
import org.lwm2m.client.keeping.Keeper;
import org.lwm2m.client.keeping.Octets;
import org.lwm2m.client.registration.Life;
import org.lwm2m.client.registration.PastRegistration;
import org.lwm2m.client.registration.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps which registrations there are, for a client that goes on with them after a restart: by an Update, and where the
 * server does not know it any more by a Register (Core 1.2, 6.2). Belongs to the client's loop.
 */
final class PastRegistrations {

    private static final Logger LOG = LoggerFactory.getLogger(PastRegistrations.class);
    private static final int FORMAT = 1;

    private final Surroundings around;
    private final Keeper keeper;
    private final Set<Integer> kept = new HashSet<>();

    PastRegistrations(Surroundings around, Keeper keeper) {
        this.around = around;
        this.keeper = keeper.registrations();
    }

    /** Whether a registration outlives the client, so that it ends without a De-register. */
    boolean last() {
        return keeper != Keeper.NONE;
    }

    /** Before a life begins: has it go on with the registration that there was. */
    void begin(Life life) {
        var account = life.account();
        var name = name(account.id());
        keeper.get(name)
                .flatMap(bytes -> {
                    kept.add(account.id());
                    try {
                        return Optional.of(Octets.read(FORMAT, bytes, PastRegistrations::read));
                    } catch (IOException e) {
                        LOG.error("{} in the store is damaged, the client registers anew: {}", name, e.getMessage());
                        return Optional.empty();
                    }
                })
                .filter(past -> past.uri().equals(life.status().uri())
                        && past.until().isAfter(around.loop().now()))
                .ifPresent(past -> {
                    life.resume(past);
                    life.session().ifPresent(around.management()::resume);
                });
    }

    /** It may be another registration by now, or none. */
    void changed(Life life) {
        var server = life.account().id();
        if (!last()) {
            return;
        }
        if (life.session().isEmpty()) {
            if (kept.remove(server)) {
                keeper.put(name(server), Optional.empty());
            }
        } else {
            PastRegistration.of(life.session().get(), around.loop().now()).ifPresent(past -> {
                kept.add(server);
                keeper.put(name(server), Optional.of(Octets.write(FORMAT, out -> {
                    out.writeUTF(past.location());
                    out.writeUTF(past.version().name());
                    out.writeUTF(past.uri().toString());
                    out.writeUTF(past.local().map(URI::toString).orElse(""));
                    Octets.time(out, past.until());
                })));
            });
        }
    }

    private static PastRegistration read(DataInputStream in) throws IOException {
        var location = in.readUTF();
        var version = Version.valueOf(in.readUTF());
        var uri = URI.create(in.readUTF());
        var local = Optional.of(in.readUTF()).filter(each -> !each.isEmpty()).map(URI::create);
        return new PastRegistration(location, version, uri, local, Octets.time(in));
    }

    private static String name(int server) {
        return "registrations/" + server;
    }
}
