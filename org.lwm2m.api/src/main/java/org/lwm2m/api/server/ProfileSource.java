package org.lwm2m.api.server;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Profile;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows what pre-configured profile ids stand for, as from a catalogue of devices. A service; the server asks all there
 * are, the highest ranked first, and each time, so that a source may change its mind.
 */
@ConsumerType
public interface ProfileSource {

    /** The profile of this id; empty if it is not known here. A failure counts as that. */
    CompletionStage<Optional<Profile>> find(String id);
}
