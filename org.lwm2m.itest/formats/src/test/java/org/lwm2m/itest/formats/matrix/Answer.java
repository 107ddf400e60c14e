package org.lwm2m.itest.formats.matrix;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.itest.leshan.Notation;

/**
 * What a request came to.
 *
 * @param code such as {@code 2.05}
 * @param format of its payload as it was on the wire, if it had one
 * @param said where something was created, the links that were found, or why not
 */
record Answer(String code, Optional<Integer> format, String said, List<Entry> entries) {

    /** As {@code Asking} says it. */
    static Answer of(List<String> words) {
        if (words.get(0).equals("failed")) {
            throw new AssertionError(Notation.unquoted(words.get(2)));
        }
        var format =
                words.get(1).equals("none") ? Optional.<Integer>empty() : Optional.of(Integer.parseInt(words.get(1)));
        var entries = Notation.parse(words.subList(3, words.size()));
        return new Answer(words.get(0), format, Notation.unquoted(words.get(2)), entries);
    }
}
