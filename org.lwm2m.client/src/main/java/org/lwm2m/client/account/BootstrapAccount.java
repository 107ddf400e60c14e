package org.lwm2m.client.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Path;

/** The account of the Bootstrap-Server, of which a client has one at most. Belongs to the client's loop. */
public final class BootstrapAccount extends SecurityInstance {

    BootstrapAccount(AccountEntries entries, int security, Account.Settings settings) {
        super(entries, security, settings);
    }

    /** How long the Bootstrap-Server may begin by itself, before the client asks it (/0/x/11). */
    public Duration holdOff() {
        return seconds(11).orElse(Duration.ZERO);
    }

    /** How long after a success the account goes (/0/x/12); empty if it stays. */
    public Optional<Duration> timeout() {
        return seconds(12).filter(each -> each.compareTo(Duration.ZERO) > 0);
    }

    /** Its instances: of /0, and of the objects that it links. */
    public List<Path> instances() {
        return entries().withLinks(security());
    }

    private Optional<Duration> seconds(int resource) {
        return entries().number(security().child(resource)).map(each -> Duration.ofSeconds(Math.max(0, each)));
    }
}
