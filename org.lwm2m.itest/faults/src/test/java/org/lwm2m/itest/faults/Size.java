package org.lwm2m.itest.faults;

import java.lang.management.ManagementFactory;

/** What a process takes: the most threads at a time, and megabytes of heap that it can't give back. */
record Size(int threads, long megabytes) {

    private static final int MEGABYTE = 1_000_000;

    static Size now() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return new Size(
                ManagementFactory.getThreadMXBean().getPeakThreadCount(),
                memory.getHeapMemoryUsage().getUsed() / MEGABYTE);
    }

    static Size parse(String text) {
        var words = text.split(" ");
        return new Size(Integer.parseInt(words[0]), Long.parseLong(words[1]));
    }

    @Override
    public String toString() {
        return threads + " " + megabytes;
    }
}
