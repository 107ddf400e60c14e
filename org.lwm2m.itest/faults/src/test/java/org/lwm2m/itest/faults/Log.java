package org.lwm2m.itest.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What there is to object to in the log of a process that may have been killed while it wrote. */
final class Log {

    /** Stands between what one process wrote and what the next one does. */
    static final String KILLED = "--- killed";

    private static final Pattern LINE = Pattern.compile("\\d\\d:\\d\\d:\\d\\d (INFO|WARN|ERROR) .*");
    /** What a JDK that is newer than the framework has to say of it. */
    private static final String NEWER_JDK = "WARNING: ";

    private Log() {}

    /** Lines of an exception, of an error, or of damage. */
    static List<String> objections(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var found = new ArrayList<String>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var cutOff = i + 1 < lines.size() && lines.get(i + 1).equals(KILLED);
            if (!line.isEmpty() && !line.equals(KILLED) && !line.startsWith(NEWER_JDK) && !cutOff && isBad(line)) {
                found.add(line);
            }
        }
        return found;
    }

    private static boolean isBad(String line) {
        var matcher = LINE.matcher(line);
        return !matcher.matches() || matcher.group(1).equals("ERROR") || line.contains("damaged");
    }
}
