package org.lwm2m.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {

    private static final Target SERVER = Target.of("org.lwm2m.server.cfg").orElseThrow();
    private static final Target CLOUD =
            Target.of("org.lwm2m.client.account-cloud.cfg").orElseThrow();

    private final Map<Target, Settings> files = new HashMap<>();
    private final Map<Target, Map<String, String>> configured = new HashMap<>();
    private final List<Target> touched = new ArrayList<>();
    private final Overlay overlay = new Overlay(
            Map.of(SERVER, settings("listen", "coap://127.0.0.1", "workers", "2")),
            () -> files,
            name -> name.equals("lwm2m.home") ? "/opt" : null,
            new Configurations() {
                @Override
                public void write(Target target, Settings settings) {
                    touched.add(target);
                    configured.put(target, settings.values());
                }

                @Override
                public void delete(Target target) {
                    touched.add(target);
                    configured.remove(target);
                }
            });

    @Test
    void withoutFilesTheDefaultsCount() {
        overlay.apply();

        assertEquals(Map.of(SERVER, Map.of("listen", "coap://127.0.0.1", "workers", "2")), configured);
    }

    @Test
    void aFileWithoutNameIsLeftOutWhereThereAreSeveral() {
        var nameless = Target.of("org.lwm2m.client.account.cfg").orElseThrow();
        files.put(CLOUD, settings("uri", "coap://192.0.2.7"));
        files.put(nameless, settings("uri", "coap://192.0.2.8"));
        overlay.apply();
        overlay.apply();
        assertEquals(List.of(CLOUD, SERVER), touched);

        files.remove(CLOUD);
        overlay.apply();
        assertEquals(List.of(CLOUD, SERVER, nameless, CLOUD), touched);
    }

    @Test
    void aFileChangesOnlyTheKeysThatItNames() {
        files.put(SERVER, settings("listen", "coap://[::1]"));
        overlay.apply();

        assertEquals(Map.of("listen", "coap://[::1]", "workers", "2"), configured.get(SERVER));
    }

    @Test
    void anEmptyValueTakesADefaultAway() {
        files.put(SERVER, settings("workers", ""));
        overlay.apply();

        assertEquals(Map.of("listen", "coap://127.0.0.1"), configured.get(SERVER));
    }

    @Test
    void theDefaultIsBackWhenTheFileIsGone() {
        files.put(SERVER, settings("listen", "coap://[::1]"));
        overlay.apply();
        files.clear();
        overlay.apply();

        assertEquals("coap://127.0.0.1", configured.get(SERVER).get("listen"));
    }

    @Test
    void aConfigurationWithoutDefaultGoesWithItsFile() {
        files.put(CLOUD, settings("server.id", "2"));
        overlay.apply();
        assertEquals(Map.of("server.id", "2"), configured.get(CLOUD));

        files.clear();
        overlay.apply();
        assertEquals(java.util.Set.of(SERVER), configured.keySet());
    }

    @Test
    void whatDidNotChangeIsNotTouched() {
        files.put(CLOUD, settings("server.id", "2"));
        overlay.apply();
        touched.clear();

        files.put(CLOUD, settings("server.id", "3"));
        overlay.apply();
        overlay.apply();

        assertEquals(List.of(CLOUD), touched);
    }

    @Test
    void aValueMayReferToAProperty() {
        files.put(CLOUD, settings("folder", "${lwm2m.home}/models", "pattern", "%d ${sys:other} ${none}"));
        overlay.apply();

        assertEquals(Map.of("folder", "/opt/models", "pattern", "%d ${sys:other} ${none}"), configured.get(CLOUD));
    }

    private static Settings settings(String... pairs) {
        var values = new HashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(values);
    }
}
