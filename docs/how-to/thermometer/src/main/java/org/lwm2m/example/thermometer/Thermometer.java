package org.lwm2m.example.thermometer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Instance;
import org.lwm2m.model.temperature.Temperature;
import org.osgi.service.component.annotations.Component;

/** The temperature of this machine's processor, as Linux tells it. */
@Component
@Instance(0)
public final class Thermometer implements Temperature {

    private static final Path ZONE = Path.of("/sys/class/thermal/thermal_zone0/temp");

    @Override
    public double sensorValue() {
        try {
            return Integer.parseInt(Files.readString(ZONE).strip()) / 1000.0;
        } catch (IOException e) {
            throw new Absent("no temperature in " + ZONE);
        }
    }

    @Override
    public String sensorUnits() {
        return "Cel";
    }
}
