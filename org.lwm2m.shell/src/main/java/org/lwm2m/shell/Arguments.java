package org.lwm2m.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lwm2m.api.Path;

/**
 * The words behind a command, checked against what it takes.
 *
 * @param command its name without scope
 * @param usage what it takes, for the line that a wrong call is answered with
 */
record Arguments(String command, String usage, List<String> words) {

    static Arguments of(String command, String usage, int least, int most, String... words) throws CommandFailed {
        var arguments = new Arguments(command, usage, List.of(words));
        if (words.length < least || words.length > most) {
            throw arguments.wrong(words.length < least ? "something is missing" : "that is too much");
        }
        return arguments;
    }

    boolean has(int index) {
        return index < words.size();
    }

    String text(int index) {
        return words.get(index);
    }

    Path path(int index) throws CommandFailed {
        return path(words.get(index));
    }

    Path path(String word) throws CommandFailed {
        try {
            return Path.parse(word);
        } catch (IllegalArgumentException e) {
            throw wrong("'" + word + "' is no path such as /3/0");
        }
    }

    /** The words from {@code index} on. */
    List<Path> paths(int index) throws CommandFailed {
        var paths = new ArrayList<Path>();
        for (var word : words.subList(index, words.size())) {
            paths.add(path(word));
        }
        return paths;
    }

    int number(int index) throws CommandFailed {
        return number(words.get(index));
    }

    int number(String word) throws CommandFailed {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw wrong("'" + word + "' is no number");
        }
    }

    /** The words from {@code index} on, each {@code KEY=VALUE}, in their order. */
    Map<String, String> pairs(int index) throws CommandFailed {
        var pairs = new LinkedHashMap<String, String>();
        for (var word : words.subList(index, words.size())) {
            var equal = word.indexOf('=');
            if (equal < 1) {
                throw wrong("'" + word + "' is not KEY=VALUE");
            }
            pairs.put(word.substring(0, equal), word.substring(equal + 1));
        }
        return pairs;
    }

    CommandFailed wrong(String why) {
        return new CommandFailed(why + "\nusage: lwm2m:" + command + " " + usage);
    }
}
