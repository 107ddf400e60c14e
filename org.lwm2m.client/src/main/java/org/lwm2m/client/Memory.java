package org.lwm2m.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lwm2m.client.access.Provision;

/** What a bootstrap said that is in no account: access control, and which configured accounts count no more. */
final class Memory {

    private final Set<String> replaced = new HashSet<>();
    private List<Provision> access = List.of();

    /** Whether a bootstrap changed or deleted the account that this configuration makes. */
    boolean replaced(String fingerprint) {
        return replaced.contains(fingerprint);
    }

    void replace(String fingerprint) {
        replaced.add(fingerprint);
    }

    List<Provision> access() {
        return access;
    }

    void access(List<Provision> now) {
        access = List.copyOf(now);
    }
}
