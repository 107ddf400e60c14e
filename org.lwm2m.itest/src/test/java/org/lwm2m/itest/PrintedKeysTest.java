package org.lwm2m.itest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.testing.KeySearch;
import org.lwm2m.testing.Proves;

/**
 * Runs after all tests of the build: in what was printed during them is none of the keys that they used. These are those
 * which tests made and noted ({@link org.lwm2m.testing.Printed}), and those in the sources of tests.
 */
public class PrintedKeysTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern HEX = Pattern.compile("(?<![0-9a-fA-F])((?:[0-9a-fA-F]{2}){16,64})(?![0-9a-fA-F])");
    private static final Pattern TEXT = Pattern.compile("Secret\\((?:[a-z0-9.]*)Bytes\\.utf8\\(\"([^\"]{8,})\"");
    private static final Pattern OF_KEYS = Pattern.compile("Secret\\(|PreSharedKey|key ?=|secret ?=");

    /** What tests are called, which their reports repeat: names may be made of what is tested. */
    private static final Pattern NAMES = Pattern.compile("(?s)<properties>.*?</properties>|<testcase name=\"[^\"]*\"");

    @Test
    @Proves("SEC-17")
    public void noKeyThatATestUsedIsInWhatWasPrinted() throws Exception {
        var keys = keys();
        assertFalse("no test has noted a key: is this the whole build?", keys.isEmpty());
        var search = new KeySearch(keys);
        assertFalse(
                "finds nothing",
                search.in(List.of(keys.values().iterator().next().hex())).isEmpty());
        var found = new ArrayList<String>();
        var printed = files(PrintedKeysTest::isPrinted);
        assertFalse("nothing was printed", printed.isEmpty());
        for (var file : printed) {
            var text = NAMES.matcher(Files.readString(file, ISO_8859_1)).replaceAll("");
            search.in(text.getBytes(ISO_8859_1)).forEach(key -> found.add(file + ": " + key));
        }
        assertEquals(List.of(), found);
    }

    private static boolean isPrinted(Path file) {
        var folder = file.getParent().getFileName().toString();
        return folder.equals("printed") || folder.equals("surefire-reports") || folder.equals("failsafe-reports");
    }

    private static Map<String, Bytes> keys() throws IOException {
        var keys = new TreeMap<String, Bytes>();
        for (var file : files(each -> each.getParent().endsWith("target/used-keys"))) {
            for (var line : Files.readAllLines(file)) {
                var words = line.split(" ");
                keys.put(words[0] + " " + file + " " + keys.size(), Bytes.hex(words[1]));
            }
        }
        for (var file : files(each -> each.toString().matches(".*/src/test/.*\\.java"))) {
            inSource(file, Files.readString(file), keys);
        }
        return keys;
    }

    private static void inSource(Path file, String source, Map<String, Bytes> keys) {
        var hex = HEX.matcher(source);
        while (OF_KEYS.matcher(source).find() && hex.find()) {
            keys.put(file + " at " + hex.start(), Bytes.hex(hex.group(1)));
        }
        var text = TEXT.matcher(source);
        while (text.find()) {
            keys.put(file + " at " + text.start(), Bytes.utf8(text.group(1)));
        }
    }

    private static List<Path> files(Predicate<Path> wanted) throws IOException {
        try (var all = Files.find(
                ROOT,
                12,
                (path, attributes) -> attributes.isRegularFile()
                        && wanted.test(path.toAbsolutePath().normalize()))) {
            return all.toList();
        }
    }
}
