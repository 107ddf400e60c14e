package org.lwm2m.client.management;

import java.util.Map;
import java.util.TreeMap;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Persistent;

/** A thermometer that shows what was done to it; its level and its history outlive a restart. */
@Persistent({5750, 5800})
public final class Kitchen implements Thermometer {

    double value = 22.5;
    String units = "Cel";
    int level = 1;
    Map<Integer, Long> history = new TreeMap<>(Map.of(0, 20L, 1, 21L));
    boolean on;
    boolean broken;
    Value.ObjectLink link = Value.ObjectLink.NULL;
    String done = "";
    int reads;

    @Override
    public double value() {
        reads++;
        return value;
    }

    @Override
    public String units() {
        return units;
    }

    @Override
    public void units(String units) {
        this.units = units;
    }

    @Override
    public int level() {
        if (level < 0) {
            throw new Absent();
        }
        return level;
    }

    @Override
    public void level(int level) {
        if (broken) {
            throw new LwM2mException(Status.CONFLICT, "stuck");
        }
        this.level = level;
    }

    @Override
    public Map<Integer, Long> history() {
        return history;
    }

    @Override
    public void history(Map<Integer, Long> history) {
        this.history = history;
    }

    @Override
    public boolean on() {
        if (broken) {
            throw new IllegalStateException("stuck");
        }
        return on;
    }

    @Override
    public void secret(String secret) {
        done += "secret " + secret;
    }

    @Override
    public Value.ObjectLink link() {
        return link;
    }

    @Override
    public void link(Value.ObjectLink link) {
        this.link = link;
    }

    @Override
    public void reset(String arguments) {
        done += "reset " + arguments;
    }
}
