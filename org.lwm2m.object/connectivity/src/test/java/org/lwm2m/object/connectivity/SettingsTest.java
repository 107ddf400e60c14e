package org.lwm2m.object.connectivity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void leavesOutWhatIsBadAndNamesItWithItsKey() {
        var settings = Settings.of(FakeNetwork.config(Map.of(
                "link",
                "../../etc",
                "bearers",
                new String[] {"wwan0=7, wwan1 = 6", "eth0=51", "", "wlan0"},
                "period.seconds",
                -1,
                "refresh.seconds",
                "often")));
        assertEquals("", settings.link());
        assertEquals(Map.of("wwan0", 7, "wwan1", 6), settings.bearers());
        assertEquals(Duration.ZERO, settings.period());
        assertEquals(Duration.ofSeconds(10), settings.refresh());
        assertEquals(
                List.of(
                        "link = ../../etc is no name of an interface, taking that of the default route",
                        "bearers: eth0=51 is not an interface = 0 to 50, leaving it out",
                        "bearers: wlan0 is not an interface = 0 to 50, leaving it out",
                        "period.seconds must be 0 to 2147483647, taking 0",
                        "refresh.seconds is no number, taking 10"),
                settings.problems());
    }
}
