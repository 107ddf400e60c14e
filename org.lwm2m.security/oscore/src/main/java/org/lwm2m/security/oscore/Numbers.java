package org.lwm2m.security.oscore;

import java.util.function.LongConsumer;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/**
 * Sender sequence numbers of one context: each is given out once, also across a restart, as none is used before a
 * higher one is on record (RFC 8613, B.1.1).
 */
final class Numbers {

    /** So many are taken at a time: a write to the store for each of them, and as many lost in a crash at most. */
    static final int BLOCK = 1000;

    private final LongConsumer record;
    private final Object recording = new Object();
    private long next; // guarded by this
    private long ceiling; // guarded by this
    private boolean stopped; // guarded by this
    private long recorded; // guarded by recording

    /**
     * @param next the first to use, which was on record if any before it was used
     * @param record writes down that numbers below this may be used; fails where it cannot
     */
    Numbers(long next, LongConsumer record) {
        this.next = next;
        this.ceiling = next;
        this.recorded = next;
        this.record = record;
    }

    /** @throws LwM2mException with 5.03 if all are used up, or the next can't be put on record */
    PartialIv next() {
        while (true) {
            long wanted;
            synchronized (this) {
                if (next < ceiling) {
                    return new PartialIv(next++);
                }
                wanted = wanted();
            }
            reserve(wanted);
        }
    }

    /** Puts on record what will be needed soon. */
    void reserve() {
        long wanted;
        synchronized (this) {
            wanted = wanted();
        }
        reserve(wanted);
    }

    boolean exhausted() {
        return unused() > PartialIv.MAX;
    }

    /** Whether there is one that is on record already. */
    synchronized boolean available() {
        return next < ceiling;
    }

    /** The first that was not used. */
    synchronized long unused() {
        return next;
    }

    /** No more are given out here; says the first that was not. Whoever goes on from there must not meet us. */
    synchronized long stop() {
        stopped = true;
        ceiling = next;
        return next;
    }

    private long wanted() {
        if (stopped) {
            throw new LwM2mException(Status.UNAVAILABLE, "this OSCORE context was replaced or put away");
        }
        if (next > PartialIv.MAX) {
            throw new LwM2mException(
                    Status.UNAVAILABLE, "all sequence numbers of this OSCORE context are used, it takes another one");
        }
        return Math.min(next + BLOCK, PartialIv.MAX + 1);
    }

    /** One write after the other, or a lower number might come last; nothing else waits for this lock. */
    private void reserve(long wanted) {
        synchronized (recording) {
            if (wanted > recorded) {
                record.accept(wanted);
                recorded = wanted;
            }
            synchronized (this) {
                ceiling = stopped ? ceiling : Math.max(ceiling, recorded);
            }
        }
    }
}
