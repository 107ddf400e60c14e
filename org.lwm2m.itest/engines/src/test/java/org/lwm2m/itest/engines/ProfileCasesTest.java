package org.lwm2m.itest.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Profile;
import org.lwm2m.api.Version;
import org.lwm2m.api.client.ServerStatus.State;
import org.lwm2m.client.ClientSide;
import org.lwm2m.client.registration.Self;
import org.lwm2m.model.connectivitymonitoring.ConnectivityMonitoring;
import org.lwm2m.model.device.Device;
import org.lwm2m.testing.Proves;

/** The OMA interoperability cases 110 and 111: registration with profile ids (ETS INT 1.2). */
class ProfileCasesTest {

    private static final String ID = "6:27354b9a";

    private static final Definitions KNOWN = new Definitions(Device.class, ConnectivityMonitoring.class);

    private final Together both = new Together(KNOWN, List.copyOf(Formats.all().keySet()));

    @Test
    @Proves({"REG-28", "REG-29"})
    void case110RegistersWithAProfileIdInPlaceOfTheList() {
        var profile = Profile.parse(ID, "</1/0>,</3/0>");
        both.server.knows(profile);
        both.device.introduces(self -> self.add(profile));
        both.register(Version.V1_2, Cases.SRV, new CaseDevice());
        assertEquals(List.of(ID), both.client().registration().terms().profiles());
        assertEquals("/1/0 /3/0", objects());
    }

    @Test
    @Proves("REG-28")
    void case111RegistersWithAProfileIdAndTheRestOfTheList() {
        var profile = Profile.parse(ID, "</1/0>,</3/0>");
        both.server.knows(profile);
        both.device.introduces(self -> self.add(profile));
        both.register(Version.V1_2, Cases.SRV, new CaseDevice(), new Signal());
        assertEquals(List.of(ID), both.client().registration().terms().profiles());
        assertEquals("/1/0 /3/0 /4/0", objects());
    }

    /** What one device taught is known of the next one that is alike, and its fingerprint is all that it says. */
    @Test
    @Proves({"REG-28", "REG-29", "REG-30"})
    void aFleetThatIsAlikeTeachesItsListOnce() {
        var self = new Self(ClientSide.ENDPOINT, new Self.Manner(Optional.empty(), true, true));
        both.device = new ClientSide(both.network, self, both.clock.loop(), KNOWN, Formats.all());
        both.register(Version.V1_2, Cases.SRV, new CaseDevice());
        assertEquals(State.REGISTERED, both.device.client().servers().get(0).state());
        var first = both.client().registration();
        assertEquals(1, first.terms().profiles().size());
        assertEquals("/1/0 /3/0", objects());

        var messages = new AtomicInteger();
        both.network.lose(() -> {
            messages.incrementAndGet();
            return false;
        });
        both.done(both.device.client().register(101));
        assertEquals(2, messages.get(), "a Register without a list, and its answer");
        assertEquals("/1/0 /3/0", objects());
        assertEquals(first.links(), both.client().registration().links());
    }

    private String objects() {
        return both.client().registration().links().stream()
                .filter(link -> link.path().depth() > 0)
                .map(link -> link.path().toString())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Object 4 with what it has to have. */
    private static final class Signal implements ConnectivityMonitoring {

        @Override
        public int networkBearer() {
            return ETHERNET;
        }

        @Override
        public Map<Integer, Integer> availableNetworkBearer() {
            return Map.of(0, ETHERNET);
        }

        @Override
        public long radioSignalStrength() {
            return 0;
        }

        @Override
        public Map<Integer, String> ipAddresses() {
            return Map.of(0, "192.0.2.7");
        }
    }
}
