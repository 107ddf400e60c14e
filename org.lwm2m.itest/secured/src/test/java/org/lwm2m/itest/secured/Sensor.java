package org.lwm2m.itest.secured;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.model.device.Device;
import org.lwm2m.model.server.Server;

/** A device whose battery a test drains. */
public final class Sensor implements Device {

    /** Of what both sides know. */
    static final ObjectModels MODELS = new Definitions();

    private volatile int level = 100;

    void level(int now) {
        level = now;
    }

    @Override
    public String manufacturer() {
        return "Pump works";
    }

    @Override
    public int batteryLevel() {
        return level;
    }

    @Override
    public java.util.Map<Integer, Integer> errorCode() {
        return java.util.Map.of(0, 0);
    }

    @Override
    public void reboot() {}

    @Override
    public String supportedBindingAndModes() {
        return "U";
    }

    private static final class Definitions implements ObjectModels {

        private final List<ObjectDefinition> known = List.of(of(Server.class), of(Device.class));

        @Override
        public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
            return known.stream()
                    .filter(each -> each.id() == object && each.version().major() == version.major())
                    .findFirst();
        }

        @Override
        public Stream<ObjectDefinition> all() {
            return known.stream();
        }

        @Override
        public ObjectDefinition of(Class<?> annotated) {
            return ObjectInterface.of(annotated).definition();
        }
    }
}
