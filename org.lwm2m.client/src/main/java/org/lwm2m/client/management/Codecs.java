package org.lwm2m.client.management;

import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;

/** The codecs there are now: they come and go. */
public interface Codecs {

    Optional<Codec> find(ContentFormat format);

    Optional<LinkCodec> links();

    Set<ContentFormat> formats();

    /** Calls the listener, on the client's loop, whenever a codec has come. */
    void whenOneComes(Runnable listener);
}
