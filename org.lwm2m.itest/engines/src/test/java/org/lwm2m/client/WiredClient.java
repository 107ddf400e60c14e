package org.lwm2m.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.loop.Loops;
import org.lwm2m.client.management.Limits;
import org.lwm2m.client.management.ManagedDevice;
import org.lwm2m.client.provider.Providers;
import org.lwm2m.client.registration.Surroundings;
import org.lwm2m.client.registration.Surroundings.Tuning;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.security.nosec.NoSec;
import org.lwm2m.security.oscore.OscoreMode;
import org.lwm2m.security.psk.PreSharedKeys;
import org.lwm2m.security.x509.CertificateSide;

/** A client on real sockets, with what a pre-shared key or OSCORE takes. */
public final class WiredClient implements AutoCloseable {

    private final Loops loops = new Loops(1);
    private final RunningClient client;

    public WiredClient(
            Transport transport,
            String endpoint,
            ObjectModels models,
            Map<ContentFormat, Codec> codecs,
            List<Entry> account,
            Account.Settings settings) {
        var providers = new Providers();
        providers.modes().add(new PreSharedKeys(), List.of("0"), 0);
        providers.linkCodecs().add(new LinkFormat(), List.of(40), 0);
        providers.modes().add(CertificateSide.mode(), List.of("2"), 0);
        providers.modes().add(new NoSec(), List.of("3"), 0);
        providers.modes().add(new OscoreMode(), List.of("oscore"), 0);
        providers.transports().add(transport, List.of("coap", "coaps", "coap+tcp", "coaps+tcp"), 0);
        codecs.forEach((format, codec) -> providers.codecs().add(codec, List.of(format.number()), 0));
        var loop = loops.open();
        var found = new ClientCodecs(providers);
        var device = new ManagedDevice(loop, found, () -> Optional.of(models), Limits.USUAL);
        var around = new Surroundings(endpoint, loop, device, providers, Tuning.STANDARD);
        client = new RunningClient(around, found, (which, status) -> {}, List.of());
        client.start();
        client.add(account, settings);
    }

    /** Objects of its own, by their annotated interfaces. */
    public void show(Collection<?> objects) {
        new Owners().show(client, objects);
    }

    public LocalClient client() {
        return client;
    }

    @Override
    public void close() {
        client.leave().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
        loops.close();
    }
}
