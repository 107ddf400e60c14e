package org.lwm2m.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.client.management.Codecs;
import org.lwm2m.client.provider.Providers;

/** The codecs there are, as one client sees them: on its loop. */
final class ClientCodecs implements Codecs {

    private final Providers providers;
    private final List<Runnable> listeners = new ArrayList<>();
    private Set<Object> known = Set.of();

    ClientCodecs(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Optional<Codec> find(ContentFormat format) {
        return providers.codec(format);
    }

    @Override
    public Optional<LinkCodec> links() {
        return providers.linkCodec();
    }

    @Override
    public Set<ContentFormat> formats() {
        return providers.formats();
    }

    @Override
    public void whenOneComes(Runnable listener) {
        listeners.add(listener);
    }

    /** Called on the loop after any provider came or went. */
    void changed() {
        var now = new HashSet<Object>(providers.formats());
        providers.linkCodec().ifPresent(each -> now.add(ContentFormat.LINK));
        var more = !known.containsAll(now);
        known = now;
        if (more) {
            listeners.forEach(Runnable::run);
        }
    }
}
