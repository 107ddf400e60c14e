package org.lwm2m.security.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing.Key;

/** Callers by who they claim to be. Never changes, so any number of handshakes may look at once. */
final class Table {

    static final Table EMPTY = new Table(List.of());

    private final Map<Identity, Caller> callers;
    /** For those whose OSCORE context is not told, because it is one that the client has made. */
    private final Map<Bytes, List<Caller>> senders = new HashMap<>();

    /** @param all of the same identity, the last counts */
    Table(List<Known> all) {
        callers = new HashMap<>(all.size() * 2);
        for (var each : all) {
            callers.put(each.identity(), each.caller());
            if (each.identity() instanceof Identity.Oscore oscore) {
                senders.computeIfAbsent(oscore.sender(), sender -> new ArrayList<>())
                        .add(each.caller());
            }
        }
    }

    Optional<Caller> find(Identity claimed) {
        if (claimed instanceof Identity.Certificate certificate) {
            return Optional.ofNullable(callers.get(fingerprint(certificate))).or(() -> byName(certificate));
        }
        var found = Optional.ofNullable(callers.get(claimed));
        return found.isEmpty()
                        && claimed instanceof Identity.Oscore oscore
                        && oscore.context().size() == 0
                ? onlyOne(oscore.sender())
                : found;
    }

    int size() {
        return callers.size();
    }

    List<Key> keys() {
        return callers.entrySet().stream()
                .map(each -> new Key(each.getKey(), each.getValue().endpoints()))
                .toList();
    }

    Map<Identity, Caller> callers() {
        return Map.copyOf(callers);
    }

    private Optional<Caller> onlyOne(Bytes sender) {
        var some = senders.getOrDefault(sender, List.of());
        return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
    }

    private Optional<Caller> byName(Identity.Certificate certificate) {
        return certificate.name().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        callers.get(new Identity.Certificate(certificate.name(), List.of(), Bytes.EMPTY)));
    }

    private static Identity fingerprint(Identity.Certificate certificate) {
        return new Identity.Certificate("", List.of(), certificate.fingerprint());
    }
}
