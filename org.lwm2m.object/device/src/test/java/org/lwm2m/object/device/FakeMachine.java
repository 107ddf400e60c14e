package org.lwm2m.object.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** A root folder, a clock and a configuration to be set up as a test wants them. */
final class FakeMachine {

    Instant now = Instant.parse("2026-07-01T12:00:00.5Z");
    private final Path root;

    FakeMachine(Path root) {
        this.root = root;
    }

    FakeMachine file(String name, String text) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeMachine supply(String name, Map<String, Object> files) {
        files.forEach((file, value) -> file("sys/class/power_supply/" + name + "/" + file, value + "\n"));
        return this;
    }

    Host host() {
        return new Host(root, root, () -> now, () -> ZoneId.of("Europe/Berlin"));
    }

    /** What Config Admin would hand over: a value of a wrong type throws when it is asked for. */
    static Config config(Map<String, Object> values) {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (self, method, a) -> {
                    var key = method.getName().replace('_', '.');
                    return values.getOrDefault(key, method.getDefaultValue());
                });
    }
}
