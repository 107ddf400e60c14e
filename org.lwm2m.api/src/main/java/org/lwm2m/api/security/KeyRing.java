package org.lwm2m.api.security;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What callers have to prove, where that can be changed while the system runs and survives its end. A service beside the
 * {@link CredentialStore} that answers from it; changes count as soon as they are made.
 */
@ConsumerType
public interface KeyRing {

    /**
     * A caller that is known, without what it has to prove.
     *
     * @param endpoints the names it may register; empty for any name
     */
    record Key(Identity identity, List<String> endpoints) {}

    /** All, in no order. */
    List<Key> keys();

    /**
     * Lets callers in from now on, each in place of what was known of that identity; all or, if this fails, none. Of an
     * {@link Identity.Certificate} either the fingerprint counts or, if that is empty, the common name.
     *
     * @throws org.lwm2m.api.LwM2mException 4.00 for what can't be kept, 5.03 if nothing can be kept at present
     */
    void put(Map<Identity, CredentialStore.Caller> callers);

    /**
     * Forgets all that only this endpoint may use, and takes its name from what others use as well.
     *
     * @return how many were changed
     * @throws org.lwm2m.api.LwM2mException 5.03 if nothing can be kept at present
     */
    int remove(String endpoint);

    /**
     * Forgets one caller.
     *
     * @return whether it was known
     * @throws org.lwm2m.api.LwM2mException 5.03 if nothing can be kept at present
     */
    boolean forget(Identity identity);
}
