package org.lwm2m.object.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class SettingsTest {

    private final List<String> lines = new ArrayList<>();

    @Test
    void leavesOutWhatIsBadAndNamesItWithItsKey() {
        var settings = settings(Map.of(
                "utc.offset", "late",
                "timezone", "Middle/Earth",
                "binding", "carrier pigeon",
                "memory", "elephant",
                "refresh.seconds", -1,
                "model", "Good"));
        assertEquals(Map.of(1, "Good", 17, "gateway"), settings.texts());
        assertEquals(false, settings.ram());
        assertEquals(Duration.ofSeconds(1), settings.refresh());
        assertEquals(
                List.of(
                        "org.lwm2m.object.device: utc.offset = late is no such value, taking what the system says",
                        "org.lwm2m.object.device: timezone = Middle/Earth is no such value, taking what the system says",
                        "org.lwm2m.object.device: binding = carrier pigeon is no such value, taking what the system says",
                        "org.lwm2m.object.device: memory = elephant is no such value, taking storage",
                        "org.lwm2m.object.device: refresh.seconds must be 0 to 86400, taking 1"),
                lines);
    }

    @Test
    void takesADefaultForWhatIsNoNumber() {
        assertEquals(
                Duration.ofSeconds(1),
                settings(Map.of("refresh.seconds", "soon")).refresh());
        assertEquals(List.of("org.lwm2m.object.device: refresh.seconds is no number, taking 1"), lines);
    }

    private Settings settings(Map<String, Object> config) {
        var log = (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, a) -> {
                    var arguments = a.length == 2 && a[1] instanceof Object[] many
                            ? many
                            : List.of(a).subList(1, a.length).toArray();
                    lines.add(MessageFormatter.arrayFormat((String) a[0], arguments)
                            .getMessage());
                    return null;
                });
        return Settings.of(FakeMachine.config(config), log);
    }
}
