package org.lwm2m.server.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Link;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Registration;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.testing.Proves;

class ObjectVersionsTest {

    private static final URI ANYWHERE = URI.create("coap://127.0.0.1:1");

    @Test
    @Proves("VER-06")
    void theVersionIsWhatWasSaidElseWhatTheEnablerImpliesElseTheFirst() {
        var said = "</3>;ver=1.1,</3/0>,</5>;ver=\"1.2\",</44/0>;ver=2.2,</9999/0>,</3303>;ver=x,</3303/0>;ver=\"1.1\"";
        var versions = of(Version.V1_2, said);
        assertEquals(version(1, 1), versions.apply(3));
        assertEquals(version(1, 2), versions.apply(5));
        assertEquals(version(2, 2), versions.apply(44));
        assertEquals(version(1, 0), versions.apply(9999));
        assertEquals(version(1, 0), versions.apply(3303));

        var implied = "</1/0>,</2/0>,</3/0>,</4/0>,</5/0>,</6/0>,</7/0>";
        assertEquals(List.of("1.2", "1.1", "1.2", "1.3", "1.1", "1.0", "1.0"), core(Version.V1_2, implied));
        assertEquals(List.of("1.1", "1.0", "1.1", "1.2", "1.0", "1.0", "1.0"), core(Version.V1_1, implied));
        assertEquals(List.of("1.0", "1.0", "1.0", "1.0", "1.0", "1.0", "1.0"), core(Version.V1_0, implied));
    }

    private static List<String> core(Version enabler, String links) {
        var versions = of(enabler, links);
        return List.of(1, 2, 3, 4, 5, 6, 7).stream()
                .map(object -> versions.apply(object).toString())
                .toList();
    }

    private static Function<Integer, ObjectVersion> of(Version enabler, String links) {
        List<Link> list = ObjectList.of(new LinkFormat().decode(links)).links();
        var terms = new Registration.Terms(Duration.ofDays(1), Set.of(Binding.U), false, Optional.empty(), List.of());
        var registration = new Registration(
                "id",
                "thing",
                new Identity.Psk("x"),
                ANYWHERE,
                ANYWHERE,
                enabler,
                terms,
                "",
                list,
                Instant.EPOCH,
                Instant.EPOCH);
        return object -> ObjectVersions.of(registration, object);
    }

    private static ObjectVersion version(int major, int minor) {
        return new ObjectVersion(major, minor);
    }
}
