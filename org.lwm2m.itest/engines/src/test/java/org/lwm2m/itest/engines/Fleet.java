package org.lwm2m.itest.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Registration;
import org.lwm2m.server.ServerSide;
import org.lwm2m.testing.LoopNetwork;

/** One server and many clients in one thread on one clock, to whom things happen as the dice say. */
final class Fleet {

    private static final Duration MEAN = Duration.ofMinutes(Integer.getInteger("day.pause", 10));

    final HandClock clock = new HandClock();
    final LoopNetwork network = new LoopNetwork();
    final Definitions definitions = new Definitions(Gauge.class, Gauge.Visitor.class);
    final Map<ContentFormat, Codec> codecs = Formats.all();
    final List<FleetMember> members = new ArrayList<>();
    final Figures figures = new Figures();
    final ServerSide server;
    final Datagrams wire =
            new Datagrams(Optional.ofNullable(System.getProperty("day.log")).map(Path::of));
    final BadWeather weather;
    private final Random random;

    /** What happened. */
    static final class Figures {
        int events;
        int notifications;
        int registrations;

        @Override
        public String toString() {
            return "%d events, %d registrations, %d notifications".formatted(events, registrations, notifications);
        }
    }

    Fleet(int size, long seed) {
        random = new Random(seed);
        weather = new BadWeather(clock, random, wire);
        server = new ServerSide(network, clock.time(), clock.workers(), (client, entries, token) -> {});
        server.add(new ClientListener() {
            @Override
            public void registered(Client client, Optional<Registration> previous) {
                figures.registrations++;
            }
        });
        server.add(definitions);
        List.of(ContentFormat.TLV, ContentFormat.SENML_CBOR, ContentFormat.LWM2M_CBOR, ContentFormat.TEXT)
                .forEach(format -> server.add(codecs.get(format), format));
        for (var number = 0; number < size; number++) {
            members.add(new FleetMember(this, number, random));
        }
        clock.advance(Duration.ofSeconds(1));
    }

    /** Bad weather: messages get lost, late and doubled, and clients and applications do all they can. */
    void storm(Duration length) {
        network.weather(weather);
        var end = clock.now().plus(length);
        var pause = MEAN.dividedBy(members.size()).toMillis();
        while (clock.now().isBefore(end)) {
            clock.advance(Duration.ofMillis(1 + random.nextLong(2 * pause)));
            members.get(random.nextInt(members.size())).happen();
            figures.events++;
        }
        weather.end();
    }

    /** Nothing is lost, and nothing happens by itself; all have the time that lifetimes and retries take. */
    void calm() {
        members.forEach(FleetMember::carry);
        clock.advance(Duration.ofHours(2));
        network.clear();
        members.forEach(FleetMember::observe);
        clock.advance(Duration.ofHours(1));
    }

    @Override
    public String toString() {
        return figures + "; " + weather + "; digest " + wire;
    }
}
