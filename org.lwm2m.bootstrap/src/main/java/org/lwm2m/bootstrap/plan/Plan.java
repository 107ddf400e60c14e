package org.lwm2m.bootstrap.plan;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Path;

/**
 * A plan as its file has it, checked as a whole.
 *
 * @param name of the file
 * @param clients for whom
 * @param packs whether a pack may be made of it
 * @param deletes what is deleted first
 * @param servers by Short Server ID
 * @param bootstrap a new bootstrap account, in place of that which the client has
 * @param writes other resources
 */
record Plan(
        String name,
        List<Clients> clients,
        boolean packs,
        Deletes deletes,
        List<Account> servers,
        Optional<Account> bootstrap,
        List<Context> contexts,
        List<Access> access,
        List<Writing> writes) {

    Plan {
        clients = List.copyOf(clients);
        servers = List.copyOf(servers);
        contexts = List.copyOf(contexts);
        access = List.copyOf(access);
        writes = List.copyOf(writes);
    }

    /** What is deleted before anything is written. @param accounts whether all that belongs to servers is */
    record Deletes(boolean accounts, List<Path> paths) {

        @Override
        public String toString() {
            return accounts ? "servers" : paths.isEmpty() ? "none" : paths.toString();
        }
    }

    /** One resource, or resource instance, in words; what type it is of is known by its definition. */
    record Writing(String key, Path path, String text, boolean secret) {

        @Override
        public String toString() {
            return key;
        }
    }

    Optional<Context> context(String name) {
        return contexts.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Whether it makes keys or hands them to the key ring. */
    boolean needsRing() {
        return servers.stream().anyMatch(each -> each.keys().handing() != Account.Handing.NONE)
                || bootstrap
                        .filter(each -> each.keys().handing() != Account.Handing.NONE)
                        .isPresent()
                || contexts.stream().anyMatch(each -> each.handing() != Account.Handing.NONE);
    }
}
