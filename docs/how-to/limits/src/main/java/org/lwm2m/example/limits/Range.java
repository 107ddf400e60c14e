package org.lwm2m.example.limits;

import java.util.OptionalDouble;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Unsettable;

/** One limit, in memory; either of its bounds may be missing. */
final class Range implements Limit, Unsettable {

    private String name = "";
    private OptionalDouble lowest = OptionalDouble.empty();
    private OptionalDouble highest = OptionalDouble.empty();

    @Override
    public String name() {
        return name;
    }

    @Override
    public void name(String name) {
        this.name = name;
    }

    @Override
    public double lowest() {
        return lowest.orElseThrow(Absent::new);
    }

    @Override
    public void lowest(double lowest) {
        this.lowest = OptionalDouble.of(lowest);
    }

    @Override
    public double highest() {
        return highest.orElseThrow(Absent::new);
    }

    @Override
    public void highest(double highest) {
        this.highest = OptionalDouble.of(highest);
    }

    @Override
    public void unset(int resource) {
        if (resource == 1) {
            lowest = OptionalDouble.empty();
        } else {
            highest = OptionalDouble.empty();
        }
    }
}
