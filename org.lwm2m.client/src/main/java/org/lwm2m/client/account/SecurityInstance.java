package org.lwm2m.client.account;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;

/**
 * An instance of the Security object: whom to call, and with which keys. Answers what the resources say now. Belongs to
 * the client's loop.
 */
public sealed class SecurityInstance permits Account, BootstrapAccount {

    private static final int NO_SEC = 3;
    private static final int EST = 4;
    private static final int PSK = 0;

    /** Another copy once a bootstrap has left this instance as it was. */
    private AccountEntries entries;

    private final Path security;
    private final Account.Settings settings;

    SecurityInstance(AccountEntries entries, int security, Account.Settings settings) {
        this.entries = entries;
        this.security = Path.of(0, security);
        this.settings = settings;
    }

    AccountEntries entries() {
        return entries;
    }

    /** The same resources, kept elsewhere from now on. */
    void move(AccountEntries now) {
        entries = now;
    }

    /** The instance of /0. */
    public Path security() {
        return security;
    }

    public Account.Settings settings() {
        return settings;
    }

    public URI uri() {
        return URI.create(entries.text(security.child(0)).orElseThrow());
    }

    /** That, and those that the same peer has besides (/0/x/25); what is no URI is passed over. */
    public List<URI> uris() {
        var all = new ArrayList<>(List.of(uri()));
        entries.under(security.child(25)).stream()
                .map(Entry::value)
                .filter(Value.Text.class::isInstance)
                .flatMap(each -> absolute(((Value.Text) each).value()).stream())
                .forEach(all::add);
        return all;
    }

    private static Optional<URI> absolute(String text) {
        try {
            return Optional.of(URI.create(text))
                    .filter(each -> each.getScheme() != null && each.getRawAuthority() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The number of the security mode, as text. */
    public String mode() {
        return entries.number(security.child(2)).orElseThrow().toString();
    }

    /** All that a security mode may want to know; without what its mode does not use (Core 1.2, E.1). */
    public SecurityAccount forMode() {
        var unused = unused(entries.number(security.child(2)).orElse((long) NO_SEC));
        return new SecurityAccount(
                uri(),
                opaque(3, unused),
                opaque(4, unused),
                new Secret(opaque(5, unused)),
                Stream.concat(
                                entries.under(security).stream()
                                        .filter(each -> each.path().resource() < 3
                                                || each.path().resource() > 5),
                                oscore().stream().flatMap(each -> entries.under(each).stream()))
                        .toList());
    }

    /** The instance of /21 that is to protect messages one by one, if there is one (/0/x/17). */
    public Optional<Path> oscore() {
        return entries.value(security.child(17))
                .filter(each -> each instanceof Value.ObjectLink link && link.object() == 21)
                .map(each -> Path.of(21, ((Value.ObjectLink) each).instance()));
    }

    /** The name that its keys show to the peer, if they show one. */
    public Optional<String> identity() {
        return KeyName.of(entries, security, oscore());
    }

    /** A handshake with the peer failed with this alert. */
    public void alert(int code) {}

    private static Set<Integer> unused(long mode) {
        return mode == NO_SEC ? Set.of(3, 4, 5) : mode == PSK ? Set.of(4) : mode == EST ? Set.of(3, 5) : Set.of();
    }

    private Bytes opaque(int resource, Set<Integer> unused) {
        return entries.value(security.child(resource))
                .filter(each -> !unused.contains(resource))
                .map(each -> each instanceof Value.Opaque opaque ? opaque.value() : Bytes.EMPTY)
                .orElse(Bytes.EMPTY);
    }
}
