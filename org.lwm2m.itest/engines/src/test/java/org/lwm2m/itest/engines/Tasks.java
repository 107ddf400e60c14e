package org.lwm2m.itest.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.lwm2m.api.object.Unsettable;

/** An object whose instances servers make. */
public final class Tasks implements InstanceFactory<Tasks.Task> {

    public static final int ID = 42772;

    /** A name, and perhaps a priority and tags. */
    @LwM2mObject(id = ID, version = "1.1")
    public interface Task {

        @Resource(0)
        String name();

        @Resource(0)
        void name(String name);

        @Resource(value = 1, range = "0..10")
        default long priority() {
            return 0;
        }

        @Resource(1)
        default void priority(long priority) {}

        @Resource(2)
        default Map<Integer, String> tags() {
            return Map.of();
        }

        @Resource(2)
        default void tags(Map<Integer, String> tags) {}

        @Resource(3)
        String state();

        @Execute(4)
        void run(String arguments);
    }

    public final Map<Integer, One> all = new TreeMap<>();

    @Override
    public Class<Task> type() {
        return Task.class;
    }

    @Override
    public Task create(int instance) {
        var made = new One();
        all.put(instance, made);
        return made;
    }

    @Override
    public void delete(int instance, Task gone) {
        all.remove(instance);
    }

    /** One that is kept in memory. */
    public static final class One implements Task, Unsettable {

        public final List<String> ran = new ArrayList<>();
        String name = "";
        Long priority;
        Map<Integer, String> tags = new TreeMap<>();

        @Override
        public String name() {
            return name;
        }

        @Override
        public void name(String name) {
            this.name = name;
        }

        @Override
        public long priority() {
            if (priority == null) {
                throw new Absent();
            }
            return priority;
        }

        @Override
        public void priority(long priority) {
            this.priority = priority;
        }

        @Override
        public Map<Integer, String> tags() {
            return tags;
        }

        @Override
        public void tags(Map<Integer, String> tags) {
            this.tags = tags;
        }

        @Override
        public String state() {
            return "idle";
        }

        @Override
        public void run(String arguments) {
            ran.add(arguments);
        }

        @Override
        public void unset(int resource) {
            priority = null;
        }
    }
}
