package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final List<String> complaints = new ArrayList<>();

    @Test
    void withoutConfigurationTheDefaultsCount() {
        var settings = Settings.of(Map.of(), complaints::add);
        assertEquals(List.of(URI.create("coap://127.0.0.1:5683")), settings.listen());
        assertEquals(Duration.ofSeconds(93), settings.limits().timeout());
        assertEquals(List.of(), complaints);
    }

    @Test
    void valuesComeAsTextOrNumberAndUrisInAnyForm() {
        var one = URI.create("coap://127.0.0.1:1");
        var two = URI.create("coap://[::1]:2");
        var texts = List.<Object>of(
                "coap://127.0.0.1:1, coap://[::1]:2",
                List.of("coap://127.0.0.1:1", "coap://[::1]:2"),
                new String[] {"coap://127.0.0.1:1", "coap://[::1]:2", "coap://[::1]:2"});
        for (var listen : texts) {
            var settings = Settings.of(Map.of("listen", listen, "requests.max", " 7 ", "threads", 3), complaints::add);
            assertEquals(List.of(one, two), settings.listen());
            assertEquals(7, settings.limits().requests());
            assertEquals(3, settings.threads());
        }
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatMakesNoSenseIsNamedWithPidAndKeyAndTheRestCounts() {
        var settings = Settings.of(
                Map.of(
                        "listen", "coap://127.0.0.1:1,5683,coap:// x,coap://127.0.0.1:99999",
                        "grace.seconds", "-1",
                        "requests.max", 0,
                        "threads", "many",
                        "observations.max", "5"),
                complaints::add);
        assertEquals(List.of(URI.create("coap://127.0.0.1:1")), settings.listen());
        assertEquals(Duration.ofSeconds(93), settings.bounds().grace());
        assertEquals(512, settings.limits().requests());
        assertEquals(8, settings.threads());
        assertEquals(5, settings.limits().observations());
        assertEquals(6, complaints.size());
        for (var key : List.of("listen", "grace.seconds", "requests.max", "threads")) {
            assertTrue(complaints.stream().anyMatch(line -> line.startsWith("org.lwm2m.server: " + key + ": ")), key);
        }
    }
}
