package org.lwm2m.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What reading may cost: so much for a start, and so much an octet of input. Both are far beyond what is needed, but a
 * cost that grows faster than the input leaves them behind within a few KiB.
 * <p>
 * Counted are the memory and the processor time of this thread, so that other work on the machine does not matter. What
 * costs too much is done again, for the first time may have loaded classes.
 */
public final class Budget {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TRIES = 4;

    private static final long MEMORY = 2 << 20;
    private static final long MEMORY_AN_OCTET = 4_000;
    private static final long NANOS = 200_000_000;
    private static final long NANOS_AN_OCTET = 20_000;

    private Budget() {}

    /** Whatever {@code work} throws goes on. */
    public static void hold(int octets, Runnable work) {
        for (var round = 1; ; round++) {
            var memory = THREADS.getCurrentThreadAllocatedBytes();
            var nanos = THREADS.getCurrentThreadCpuTime();
            RuntimeException failure = null;
            try {
                work.run();
            } catch (RuntimeException e) {
                failure = e;
            }
            nanos = THREADS.getCurrentThreadCpuTime() - nanos;
            memory = THREADS.getCurrentThreadAllocatedBytes() - memory;
            if (memory <= MEMORY + MEMORY_AN_OCTET * octets && nanos <= NANOS + NANOS_AN_OCTET * octets) {
                if (failure != null) {
                    throw failure;
                }
                return;
            } else if (round == TRIES) {
                throw new AssertionError(octets + " octets took " + memory + " bytes and " + nanos + " ns", failure);
            }
        }
    }
}
