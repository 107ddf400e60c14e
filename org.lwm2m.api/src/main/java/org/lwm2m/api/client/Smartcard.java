package org.lwm2m.api.client;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The place for a smartcard, and the LwM2M file of the card that is in it: EF LwM2M_Bootstrap (Core 1.2, appendix G). A
 * service; the configured client goes by the highest ranked.
 * <p>
 * A card that is put in, changed or taken out changes its service properties, {@link #CHANGES}: then the client reads
 * again, as it does whenever it registers with a server of the card, or updates that.
 */
@ConsumerType
public interface Smartcard {

    /** Service property ({@code Long}): how often the card has changed. */
    String CHANGES = "lwm2m.smartcard.changes";

    /**
     * The whole file, 32 KiB at most; empty if there is no card, or none with such a file. Fails if that can't be told
     * now: then all stays as it is. Must not block.
     */
    CompletionStage<Optional<Bytes>> read();
}
