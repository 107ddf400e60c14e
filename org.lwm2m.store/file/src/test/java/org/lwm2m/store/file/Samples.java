package org.lwm2m.store.file;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Registration.Terms;

/** Registrations of a fleet, and what is observed of them. */
public final class Samples {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

    private Samples() {}

    public static Registration registration(int number) {
        return registration(number, new Identity.Psk("key " + number), "");
    }

    public static Registration registration(int number, Identity identity, String root) {
        return new Registration(
                "id" + number,
                "urn:dev:" + number,
                identity,
                URI.create("coaps://192.0.2.1:" + (1024 + number % 60_000)),
                URI.create("coaps://[2001:db8::1]:5684"),
                Version.V1_2,
                new Terms(
                        Duration.ofSeconds(300),
                        Set.of(Binding.U, Binding.M),
                        true,
                        Optional.of("+4912345"),
                        List.of("oma:v1", "Gerät")),
                root,
                List.of(
                        new Link(Path.ROOT, Map.of("ct", "110 112 11544")),
                        Link.of(Path.of(1, 0)),
                        new Link(Path.of(3), Map.of("ver", "1.2")),
                        Link.of(Path.parse("/d01/3303/0"))),
                NOON,
                NOON.plusSeconds(number));
    }

    public static Registration renewed(Registration registration, Duration later) {
        return new Registration(
                registration.id(),
                registration.endpoint(),
                registration.identity(),
                registration.address(),
                registration.local(),
                registration.version(),
                registration.terms(),
                registration.root(),
                registration.links(),
                registration.registered(),
                registration.updated().plus(later));
    }

    public static Downlink.Observe observe(int number) {
        return new Downlink.Observe(
                Path.of(3, 0, 9),
                Token.of(number),
                Optional.empty(),
                Attributes.NONE.with(Attribute.PMIN, 10).with(Attribute.GT, 1.5));
    }
}
