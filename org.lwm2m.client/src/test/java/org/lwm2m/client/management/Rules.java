package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.Persistent;
import org.lwm2m.api.object.Unsettable;

/** Makes rules, writes down what it is asked to, and brings those that it had before. */
final class Rules implements InstanceFactory<Rule> {

    final List<String> asked = new ArrayList<>();
    final Map<Integer, Rule> all = new TreeMap<>();
    boolean refuses;

    Rules(Integer... before) {
        List.of(before).forEach(id -> all.put(id, new OneRule("rule " + id)));
    }

    OneRule at(int instance) {
        return (OneRule) all.get(instance);
    }

    @Override
    public Class<Rule> type() {
        return Rule.class;
    }

    @Override
    public Map<Integer, Rule> instances() {
        return all;
    }

    @Override
    public Rule create(int instance) {
        asked.add("create " + instance);
        if (refuses) {
            throw new LwM2mException(Status.CONFLICT, "enough rules");
        }
        var made = new OneRule("");
        all.put(instance, made);
        return made;
    }

    @Override
    public void delete(int instance, Rule gone) {
        asked.add("delete " + instance);
        if (refuses) {
            throw new LwM2mException(Status.CONFLICT, "this one stays");
        }
        all.remove(instance, gone);
    }

    /** A rule without comment, which outlives a restart. */
    @Persistent
    static final class OneRule implements Rule, Unsettable {

        String name;
        Optional<Integer> limit = Optional.empty();
        Map<Integer, String> tags = Map.of();
        Map<Integer, String> ran = Map.of();

        OneRule(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void name(String name) {
            if (name.equals("bad")) {
                throw new LwM2mException(Status.CONFLICT, "no such name");
            }
            this.name = name;
        }

        @Override
        public int limit() {
            return limit.orElseThrow(Absent::new);
        }

        @Override
        public void limit(int limit) {
            this.limit = Optional.of(limit);
        }

        @Override
        public Map<Integer, String> tags() {
            if (tags.isEmpty()) {
                throw new Absent();
            }
            return tags;
        }

        @Override
        public void tags(Map<Integer, String> tags) {
            if (tags.containsValue("bad")) {
                throw new IllegalStateException("no such tag");
            }
            this.tags = tags;
        }

        @Override
        public int runs() {
            return 7;
        }

        @Override
        public void run(Map<Integer, String> arguments) {
            ran = arguments;
        }

        @Override
        public void unset(int resource) {
            limit = Optional.empty();
        }
    }
}
