package org.lwm2m.client.account;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Path;
import org.lwm2m.api.Profile;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.client.access.Share;
import org.lwm2m.client.access.Standing;

/**
 * One LwM2M Server account: an instance of the Security object and the Server instance of the same Short Server ID.
 * Answers what the resources say now, or what the specification says where they are absent.
 */
public final class Account extends SecurityInstance {

    /** From this on, /1/x/19 says that no further sequence follows; the largest value of 32 bits. */
    private static final long NEVER = 0xffff_ffffL;

    private final Path server;
    private final int id;

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
        super(entries, security, settings);
        this.server = Path.of(1, server);
        this.id = id;
    }

    /** The Short Server ID. */
    public int id() {
        return id;
    }

    /** The instance of /1. */
    public int serverInstance() {
        return server.instance();
    }

    Path server() {
        return server;
    }

    /** Whether, once a registration with it has failed for good, the Bootstrap-Server is to be asked (/1/x/16). */
    public boolean bootstrapsOnFailure() {
        return entries().flag(server.child(16)).orElse(true);
    }

    /**
     * The first to register with: the latest that both have, where the server says which it has (/1/x/25), else that of
     * the client.
     */
    public Version version() {
        var most = settings().version();
        return entries().under(server.child(25)).stream()
                .filter(each -> each.value() instanceof Value.Text)
                .flatMap(each -> Version.of(((Value.Text) each.value()).value()).stream())
                .filter(most::atLeast)
                .max(Comparator.naturalOrder())
                .orElse(most);
    }

    /** As access control sees it. */
    public Standing standing() {
        return new Standing(id, serverInstance(), settings().share());
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
        return entries().flag(server.child(6)).orElse(true);
    }

    /** The letters of the bindings that the server supports, with {@code Q} for queue mode. */
    public String binding() {
        return entries().text(server.child(7)).orElse("U");
    }

    /** The binding to try first (/1/x/22). */
    public Optional<Binding> preferredTransport() {
        return entries().text(server.child(22)).flatMap(each -> Binding.parse(each).stream()
                .findFirst());
    }

    public Optional<Long> priority() {
        return entries().number(server.child(13));
    }

    public Duration initialDelay() {
        return seconds(14).orElse(Duration.ZERO);
    }

    /** Whether those after this one wait until it is registered. */
    public boolean blocksOthers() {
        return entries().flag(server.child(15)).orElse(false);
    }

    public long retryCount() {
        return entries().number(server.child(17)).orElse(5L);
    }

    public Duration retryTimer() {
        return seconds(18).orElse(Duration.ofMinutes(1));
    }

    /** Whether the account itself says what to do after a failure: by any of /1/x/17 to 20. */
    public boolean saysHowToRetry() {
        return IntStream.rangeClosed(17, 20).anyMatch(each -> entries().has(server.child(each)));
    }

    /** Empty if no further sequence is wanted. */
    public Optional<Duration> sequenceDelay() {
        var seconds = entries().number(server.child(19)).orElse(86_400L);
        return Optional.of(seconds)
                .filter(each -> Long.compareUnsigned(each, NEVER) < 0)
                .map(Duration::ofSeconds);
    }

    public long sequenceCount() {
        return entries().number(server.child(20)).orElse(1L);
    }

    /** Absent is muted, too. */
    public boolean mutesSend() {
        return entries().flag(server.child(23)).orElse(true);
    }

    /** The suite of RFC 6920 that fingerprints of object lists are to be made by (/1/x/27), if it is one of them. */
    public Optional<Integer> profileSuite() {
        return entries().number(server.child(27)).map(Long::intValue).filter(Profile::hasSuite);
    }

    public boolean confirmsNotifications() {
        return entries().number(server.child(26)).orElse(1L) == 1;
    }

    /** Servers see it in /1/x/11. */
    @Override
    public void alert(int code) {
        entries().put(server.child(11), new Value.Unsigned(code));
    }

    private Optional<Duration> seconds(int resource) {
        return entries().number(server.child(resource)).map(Duration::ofSeconds);
    }
}
