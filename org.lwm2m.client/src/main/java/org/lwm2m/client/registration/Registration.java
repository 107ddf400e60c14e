package org.lwm2m.client.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.client.account.Account;
import org.lwm2m.client.management.ServerSession;

/** One registration with one server, from Register to its end. Belongs to the client's loop. */
final class Registration implements ServerSession {

    /** Longer than a device lives. */
    private static final Duration FOR_EVER = Duration.ofDays(36_525);

    private final Account account;
    private final Way way;
    private final Version version;
    private final String location;
    private final BooleanSupplier answering;
    private final Wakefulness wakefulness;
    private Announcement announced;
    private Announcement certain;

    /**
     * @param answer to Register
     * @param answering whether the server answered the last that it was asked
     */
    Registration(
            Account account,
            Way way,
            Version version,
            Registrar.Answer answer,
            BooleanSupplier answering,
            Wakefulness wakefulness) {
        this.account = account;
        this.way = way;
        this.version = version;
        this.location = answer.response().location().orElse("");
        this.announced = answer.announced();
        this.certain = announced;
        this.answering = answering;
        this.wakefulness = wakefulness;
    }

    /** One of before a restart: what the server knows of us is not known here any more. */
    static Registration again(
            PastRegistration past, Account account, Way way, BooleanSupplier answering, Wakefulness wakefulness) {
        past.local().ifPresent(way::from);
        var answer = new Registrar.Answer(Response.created(past.location()), Announcement.UNKNOWN);
        return new Registration(account, way, past.version(), answer, answering, wakefulness);
    }

    /** This one for who begins after a restart. */
    PastRegistration past(Instant now) {
        var lasts = account.lifetime().isZero() ? FOR_EVER : account.lifetime();
        return new PastRegistration(location, version, way.uri(), way.local(), now.plus(lasts));
    }

    /** What Register was answered; empty where the wire has none. */
    String location() {
        return location;
    }

    /** What the server knows of us. */
    Announcement announced() {
        return announced;
    }

    /** Whether the server was told that we sleep. */
    boolean queueMode() {
        return announced.sleeps();
    }

    /** What the server has for certain: {@link Announcement#UNKNOWN} while news of ours is not answered. */
    Announcement certain() {
        return certain;
    }

    /** News goes out; whether it arrives, the answer says. */
    void tellsNews() {
        certain = Announcement.UNKNOWN;
    }

    void announced(Announcement now) {
        announced = now;
        certain = now;
    }

    @Override
    public int server() {
        return account.id();
    }

    @Override
    public Version version() {
        return version;
    }

    @Override
    public Optional<Duration> defaultMinimumPeriod() {
        return account.defaultMinimumPeriod();
    }

    @Override
    public Optional<Duration> defaultMaximumPeriod() {
        return account.defaultMaximumPeriod();
    }

    @Override
    public boolean storesNotifications() {
        return account.storesNotifications();
    }

    @Override
    public boolean confirmsNotifications() {
        return account.confirmsNotifications();
    }

    @Override
    public boolean lists(Path instance) {
        return announced.objects().stream().anyMatch(link -> link.path().equals(instance));
    }

    @Override
    public boolean reachable() {
        return way.isOpen() && answering.getAsBoolean();
    }

    @Override
    public CompletionStage<Response> send(Uplink request) {
        return wakefulness.say(() -> way.send(request));
    }

    @Override
    public CompletionStage<Void> tell(Uplink request) {
        return wakefulness.say(() -> way.tell(request));
    }

    @Override
    public String toString() {
        return "registration " + location + " with server " + account.id();
    }
}
