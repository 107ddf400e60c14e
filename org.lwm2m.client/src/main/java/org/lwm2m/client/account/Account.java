package org.lwm2m.client.account;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.security.SecurityAccount;
import org.lwm2m.client.access.Share;
import org.lwm2m.client.access.Standing;

/**
 * One LwM2M Server account: an instance of the Security object and the Server instance of the same Short Server ID.
 * Answers what the resources say now, or what the specification says where they are absent.
 */
public final class Account {

    /** From this on, /1/x/19 says that no further sequence follows; the largest value of 32 bits. */
    private static final long NEVER = 0xffff_ffffL;

    private final AccountEntries entries;
    private final Path security;
    private final Path server;
    private final int id;
    private final Settings settings;

    /**
     * What no resource holds.
     *
     * @param version the first to register with
     * @param local where to call from
     * @param share what the server may do where there are others, if that was said
     */
    public record Settings(Version version, Optional<URI> local, Optional<Share> share) {

        public static final Settings STANDARD = new Settings(Version.V1_2, Optional.empty(), Optional.empty());
    }

    Account(AccountEntries entries, int id, int security, int server, Settings settings) {
        this.entries = entries;
        this.security = Path.of(0, security);
        this.server = Path.of(1, server);
        this.id = id;
        this.settings = settings;
    }

    /** The Short Server ID. */
    public int id() {
        return id;
    }

    /** The instance of /1. */
    public int serverInstance() {
        return server.instance();
    }

    int securityInstance() {
        return security.instance();
    }

    public Settings settings() {
        return settings;
    }

    /** As access control sees it. */
    public Standing standing() {
        return new Standing(id, serverInstance(), settings.share());
    }

    public URI uri() {
        return URI.create(entries.text(security.child(0)).orElseThrow());
    }

    /** The number of the security mode, as text. */
    public String mode() {
        return entries.number(security.child(2)).orElseThrow().toString();
    }

    /** All that a security mode may want to know. */
    public SecurityAccount forMode() {
        return new SecurityAccount(
                uri(),
                opaque(3),
                opaque(4),
                new Secret(opaque(5)),
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

    /** Zero for ever. */
    public Duration lifetime() {
        return seconds(1).orElse(Duration.ofDays(1));
    }

    public Optional<Duration> defaultMinimumPeriod() {
        return seconds(2);
    }

    /** Empty if 0, which means the same. */
    public Optional<Duration> defaultMaximumPeriod() {
        return seconds(3).filter(each -> !each.isZero());
    }

    public Duration disableTimeout() {
        return seconds(5).orElse(Duration.ofDays(1));
    }

    public boolean storesNotifications() {
        return entries.flag(server.child(6)).orElse(true);
    }

    public String binding() {
        return entries.text(server.child(7)).orElse("U");
    }

    public Optional<Long> priority() {
        return entries.number(server.child(13));
    }

    public Duration initialDelay() {
        return seconds(14).orElse(Duration.ZERO);
    }

    /** Whether those after this one wait until it is registered. */
    public boolean blocksOthers() {
        return entries.flag(server.child(15)).orElse(false);
    }

    public long retryCount() {
        return entries.number(server.child(17)).orElse(5L);
    }

    public Duration retryTimer() {
        return seconds(18).orElse(Duration.ofMinutes(1));
    }

    /** Whether the account itself says what to do after a failure: by any of /1/x/17 to 20. */
    public boolean saysHowToRetry() {
        return IntStream.rangeClosed(17, 20).anyMatch(each -> entries.has(server.child(each)));
    }

    /** Empty if no further sequence is wanted. */
    public Optional<Duration> sequenceDelay() {
        var seconds = entries.number(server.child(19)).orElse(86_400L);
        return Optional.of(seconds)
                .filter(each -> Long.compareUnsigned(each, NEVER) < 0)
                .map(Duration::ofSeconds);
    }

    public long sequenceCount() {
        return entries.number(server.child(20)).orElse(1L);
    }

    /** Absent is muted, too. */
    public boolean mutesSend() {
        return entries.flag(server.child(23)).orElse(true);
    }

    public boolean confirmsNotifications() {
        return entries.number(server.child(26)).orElse(1L) == 1;
    }

    /** A handshake with the server failed with this alert; servers see it in /1/x/11. */
    public void alert(int code) {
        entries.put(server.child(11), new Value.Unsigned(code));
    }

    private Optional<Duration> seconds(int resource) {
        return entries.number(server.child(resource)).map(Duration::ofSeconds);
    }

    private Bytes opaque(int resource) {
        return entries.value(security.child(resource))
                .map(each -> each instanceof Value.Opaque opaque ? opaque.value() : Bytes.EMPTY)
                .orElse(Bytes.EMPTY);
    }
}
