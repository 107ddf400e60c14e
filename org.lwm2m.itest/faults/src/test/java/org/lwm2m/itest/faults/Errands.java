package org.lwm2m.itest.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durable requests to do something: which the server took on, and how often the device was asked, by its own list. */
final class Errands {

    private final Path list;
    private final List<Long> accepted = new ArrayList<>(); // guarded by this, as are these two
    private int untold;
    private int count;

    /** @param list where the device writes down each, though it is killed */
    Errands(Path list) {
        this.list = list;
    }

    synchronized void accepted(long number) {
        accepted.add(number);
        count++;
    }

    /**
     * All are over: none was done twice, and what was delivered was done once.
     *
     * @param mayKeepSilent the server was killed, perhaps between the end of one and telling of it
     */
    synchronized void settle(List<String> delivered, List<String> failed, boolean mayKeepSilent) throws IOException {
        var done = Files.exists(list) ? Files.readAllLines(list) : List.<String>of();
        for (var each : accepted) {
            var words = words(each);
            var times = Collections.frequency(done, words);
            var told = told(delivered, words) + told(failed, words) > 0;
            require(times <= 1, words, "was done " + times + " times");
            require(told(delivered, words) == 0 || times == 1, words, "was delivered, but not done");
            require(told(delivered, words) == 0 || told(failed, words) == 0, words, "was delivered, and failed");
            require(told || mayKeepSilent, words, "was forgotten");
            untold += told ? 0 : 1;
        }
        accepted.clear();
    }

    synchronized int count() {
        return count;
    }

    /** Whether the end of each was told, one way or the other. */
    synchronized boolean told(List<String> ended) {
        return accepted.stream().allMatch(each -> told(ended, words(each)) > 0);
    }

    /** Of how many nobody heard what became of them. */
    synchronized int untold() {
        return untold;
    }

    private static String words(long each) {
        return "0='" + each + "'";
    }

    private static long told(List<String> those, String words) {
        return those.stream().filter(line -> line.startsWith(words + " ")).count();
    }

    private static void require(boolean holds, String words, String what) {
        if (!holds) {
            throw new AssertionError("the errand " + words + " " + what);
        }
    }
}
