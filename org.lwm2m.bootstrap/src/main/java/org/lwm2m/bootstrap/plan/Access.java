package org.lwm2m.bootstrap.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;

/**
 * Who may do what with an instance, an instance of /2.
 *
 * @param instance 65535 for who may create instances
 * @param owner Short Server ID; 65535 for none
 * @param rights by Short Server ID, 0 for all others; bits as in /2/x/2
 */
record Access(String section, int object, int instance, int owner, SortedMap<Integer, Integer> rights) {

    private static final Map<String, Integer> BITS =
            Map.of("none", 0, "read", 1, "write", 2, "execute", 4, "delete", 8, "create", 16, "all", 31);

    static Access read(Lines lines, String name) {
        var section = "access." + name;
        for (var key : List.of("object", "instance")) {
            if (!lines.has(section + "." + key)) {
                lines.wrong(section + "." + key, "is missing");
            }
        }
        return new Access(
                section,
                lines.number(section + ".object", 1, 65534).orElse(1L).intValue(),
                lines.number(section + ".instance", 0, 65535).orElse(0L).intValue(),
                lines.number(section + ".owner", 1, 65535).orElse(65535L).intValue(),
                rights(lines, section + ".acl"));
    }

    List<Entry> entries(int at) {
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of(Path.of(2, at, 0), new Value.Int(object)));
        entries.add(Entry.of(Path.of(2, at, 1), new Value.Int(instance)));
        rights.forEach((server, bits) -> entries.add(Entry.of(Path.of(2, at, 2, server), new Value.Int(bits))));
        entries.add(Entry.of(Path.of(2, at, 3), new Value.Int(owner)));
        return entries;
    }

    private static SortedMap<Integer, Integer> rights(Lines lines, String key) {
        var rights = new TreeMap<Integer, Integer>();
        for (var part : lines.text(key).map(text -> text.split(",")).orElse(new String[0])) {
            var sides = part.strip().split("\\s*=\\s*", 2);
            if (sides.length < 2 || !sides[0].matches("\\d{1,5}") || Integer.parseInt(sides[0]) > 65534) {
                lines.wrong(key, "has to be rights by server, such as 101=read write, 0=read, not " + part.strip());
            } else if (rights.put(Integer.parseInt(sides[0]), bits(lines, key, sides[1])) != null) {
                lines.wrong(key, "names server " + sides[0] + " twice");
            }
        }
        return rights;
    }

    private static int bits(Lines lines, String key, String words) {
        var bits = 0;
        for (var word : words.strip().split("\\s+")) {
            if (!BITS.containsKey(word)) {
                lines.wrong(key, "gives all, none or some of read, write, execute, delete and create, not " + word);
            }
            bits |= BITS.getOrDefault(word, 0);
        }
        return bits;
    }
}
