package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Credentials.Matching;
import org.lwm2m.api.security.Credentials.Usage;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.testing.Printed;
import org.lwm2m.testing.Proves;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Keys;

/** Which endpoint names a proved identity may register, and that its registration is its own (Transport 1.2, 5.2.8). */
class EndpointIdentityTest {

    private final Stage stage = new Stage();

    /** What callers prove who they are by. */
    private enum Kind {
        PSK,
        RPK,
        X509,
        OSCORE
    }

    private record Someone(Credentials credentials, Identity identity) {}

    @ParameterizedTest
    @EnumSource
    void anEndpointThatTheCredentialsDoNotNameIsRefusedWith400(Kind kind) throws Exception {
        var thing = thing(someone(kind, "thing"), List.of("thing", "spare"));
        assertEquals(Status.BAD_REQUEST, register(thing, "other"));
        assertEquals(0, stage.server().count());
        assertEquals(Status.CREATED, register(thing, "spare"));
        assertEquals(Status.CREATED, register(thing, "thing"));
        var unnamed =
                new Uplink.Register(Optional.empty(), "1.1", Thing.lasting(60), Optional.of(Thing.links(Thing.LINKS)));
        assertEquals(Status.CREATED, thing.register(unnamed).status());
        assertEquals(2, stage.server().count());
    }

    @ParameterizedTest
    @EnumSource
    @Proves("SEC-19")
    void aRegistrationIsItsIdentitysAlone(Kind kind) throws Exception {
        var one = someone(kind, "one");
        var owner = thing(one, List.of("one"));
        assertEquals(Status.CREATED, register(owner, "one"));
        var other = thing(someone(kind, "two"), List.of());
        other.location = owner.location;
        var update = new Uplink.Update(owner.location, Thing.lasting(9), Optional.empty());
        for (var request :
                List.of(update, new Uplink.Deregister(owner.location), new Uplink.Send(Content.text("[]")))) {
            assertEquals(Status.NOT_FOUND, other.ask(request).status());
        }
        assertEquals(Status.FORBIDDEN, register(other, "one"));
        assertEquals(List.of(), stage.reports);
        var kept = stage.registration("one").orElseThrow();
        assertEquals(one.identity, kept.identity());
        assertEquals(Duration.ofSeconds(60), kept.terms().lifetime());
        assertEquals(Status.CHANGED, owner.update(Parameters.NONE).status());
        assertEquals(
                Status.DELETED, owner.ask(new Uplink.Deregister(owner.location)).status());
        assertTrue(stage.registration("one").isEmpty());
    }

    private Thing thing(Someone someone, List<String> endpoints) {
        stage.callers.put(someone.identity, endpoints);
        return new Thing(stage, someone.credentials, Optional.empty());
    }

    private static Status register(Thing thing, String endpoint) {
        return thing.register(endpoint, "1.1", Thing.lasting(60), Thing.LINKS).status();
    }

    private static Someone someone(Kind kind, String name) throws GeneralSecurityException {
        return switch (kind) {
            case PSK -> new Someone(Stage.key(name), new Identity.Psk(name));
            case RPK -> {
                var keys = Printed.keys(TrialAuthority.keyPair());
                yield new Someone(
                        new Credentials.RawPublicKey(keys.getPublic(), keys.getPrivate(), Optional.empty()),
                        new Identity.RawPublicKey(Bytes.wrap(keys.getPublic().getEncoded())));
            }
            case X509 -> certified(name);
            case OSCORE -> {
                var id = Bytes.utf8(name);
                var secret = new Secret(Bytes.utf8("secret"));
                yield new Someone(
                        new Credentials.Oscore(
                                secret, Bytes.EMPTY, id, Bytes.utf8("s"), Bytes.EMPTY, 10, 5, Credentials.NONE),
                        new Identity.Oscore(id, Bytes.EMPTY));
            }
        };
    }

    private static Someone certified(String name) throws GeneralSecurityException {
        var keys = Printed.keys(TrialAuthority.keyPair());
        var now = Instant.now();
        var certificate = TrialAuthority.root("CN=Root", now)
                .issue("CN=" + name, keys.getPublic(), now, new Extensions(false, List.of(), List.of()));
        var credentials = new Credentials.Certificates(
                List.of(certificate), keys.getPrivate(), Usage.DOMAIN_ISSUED, Matching.EXACT, Bytes.EMPTY, List.of());
        return new Someone(credentials, new Identity.Certificate(name, List.of(), Keys.fingerprint(certificate)));
    }
}
