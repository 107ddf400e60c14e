package org.lwm2m.client.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Profile;
import org.lwm2m.client.account.SecurityInstance;

/** What a client says of itself that is in no resource. Belongs to the client's loop. */
public final class Self {

    private final String endpoint;
    private final Manner manner;
    private final List<Profile> profiles = new ArrayList<>();
    private Optional<String> sms;

    /**
     * How it says so.
     *
     * @param sms the number that it is reached at, without a leading plus
     * @param alwaysNamed whether it says its endpoint name also where its keys tell it
     * @param fingerprints whether it says the fingerprint of its object list in place of the list
     */
    public record Manner(Optional<String> sms, boolean alwaysNamed, boolean fingerprints) {

        public static final Manner USUAL = new Manner(Optional.empty(), true, false);
    }

    public Self(String endpoint, Manner manner) {
        this.endpoint = endpoint;
        this.manner = manner;
        this.sms = manner.sms();
    }

    public String name() {
        return endpoint;
    }

    /** The name to say to the peer of an account: it may be left out if the keys tell it (Core 1.2, 6.2.1). */
    public Optional<String> endpoint(SecurityInstance account) {
        var told = !manner.alwaysNamed() && account.identity().equals(Optional.of(endpoint));
        return told ? Optional.empty() : Optional.of(endpoint);
    }

    Optional<String> sms() {
        return sms;
    }

    /** Whether that is news. */
    public boolean sms(Optional<String> number) {
        var before = sms;
        sms = number;
        return !before.equals(number);
    }

    boolean fingerprints() {
        return manner.fingerprints();
    }

    /** Those that servers may know, too. */
    List<Profile> profiles() {
        return profiles;
    }

    public void add(Profile profile) {
        profiles.add(profile);
    }

    public void remove(Profile profile) {
        profiles.remove(profile);
    }
}
