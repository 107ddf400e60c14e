package org.lwm2m.server.profile;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Profile;

/**
 * The profiles that clients taught. What a client teaches counts for itself alone, as it might lie; but one that is
 * proof of itself counts for everybody. Those used longest ago are forgotten first: those of clients that prove nothing
 * apart from the others, so that no stranger has them forgotten.
 */
final class Lessons {

    /** Of those that prove nothing, one for so many of the others. */
    private static final int STRANGERS = 10;

    /** A longer list is not learned: such a client sends it each time. */
    private static final int LONGEST = 256;

    private final Map<Key, Lesson> proved = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private final Map<Key, Lesson> strange = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    private record Key(Optional<Teacher> teacher, String id) {}

    synchronized Optional<Profile> find(Teacher who, String id) {
        for (var key : List.of(new Key(Optional.of(who), id), new Key(Optional.empty(), id))) {
            for (var some : List.of(proved, strange)) {
                var found = some.get(key);
                if (found != null) {
                    return Optional.of(found.profile());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether it is learned, and was not known so before. */
    synchronized boolean add(Lesson lesson) {
        if (lesson.profile().objects().size() > LONGEST) {
            return false;
        }
        var some = lesson.teacher().proved() ? proved : strange;
        var before = some.put(key(lesson), lesson);
        return before == null || !before.profile().equals(lesson.profile());
    }

    /** One that is too many; call it until there is none. */
    synchronized Optional<Lesson> forget(int most) {
        for (var some : List.of(proved, strange)) {
            var room = some == proved ? most : (most + STRANGERS - 1) / STRANGERS;
            if (some.size() > room) {
                Iterator<Lesson> oldest = some.values().iterator();
                var lesson = oldest.next();
                oldest.remove();
                return Optional.of(lesson);
            }
        }
        return Optional.empty();
    }

    synchronized List<Lesson> all() {
        var all = new java.util.ArrayList<>(proved.values());
        all.addAll(strange.values());
        return all;
    }

    private static Key key(Lesson lesson) {
        var everybody = lesson.profile().isProof();
        return new Key(
                everybody ? Optional.empty() : Optional.of(lesson.teacher()),
                lesson.profile().id());
    }
}
