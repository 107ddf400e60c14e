package org.lwm2m.itest.engines;

import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;

/** Shows one number, which servers may set. */
@LwM2mObject(id = Gauge.ID)
public interface Gauge {

    int ID = 42773;

    @Resource(0)
    long level();

    @Resource(0)
    void level(long level);

    /** Another object with nothing to tell, which comes and goes. */
    @LwM2mObject(id = Visitor.ID)
    interface Visitor {

        int ID = 42774;

        @Resource(0)
        default long number() {
            return 1;
        }
    }

    /** One that is kept in memory. */
    final class Kept implements Gauge {

        private long level;

        @Override
        public long level() {
            return level;
        }

        @Override
        public void level(long level) {
            this.level = level;
        }
    }
}
