package org.lwm2m.server.registration;

import java.util.Arrays;
import java.util.Optional;

/**
 * Registrations by when they end, the next one first: a heap in which each knows its slot, so that an Update moves it
 * at little cost and one that goes leaves nothing behind. Not thread-safe.
 */
final class Expiry {

    /** The slot of one that isn't in here. */
    static final int OUT = -1;

    private Registered[] heap = new Registered[64];
    private int size;

    Optional<Registered> first() {
        return size == 0 ? Optional.empty() : Optional.of(heap[0]);
    }

    /** Puts one in, or moves it if it is in. */
    void put(Registered one, long deadline) {
        one.deadline = deadline;
        if (one.slot == OUT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            place(one, size++);
        }
        settle(one);
    }

    void remove(Registered one) {
        if (one.slot == OUT) {
            return;
        }
        var last = heap[--size];
        heap[size] = null;
        if (last != one) {
            place(last, one.slot);
            settle(last);
        }
        one.slot = OUT;
    }

    private void settle(Registered one) {
        while (one.slot > 0 && before(one, heap[(one.slot - 1) / 2])) {
            swap(one, heap[(one.slot - 1) / 2]);
        }
        for (var child = earlierChild(one.slot); child != null && before(child, one); child = earlierChild(one.slot)) {
            swap(child, one);
        }
    }

    private Registered earlierChild(int slot) {
        var left = 2 * slot + 1;
        if (left >= size) {
            return null;
        }
        return left + 1 < size && before(heap[left + 1], heap[left]) ? heap[left + 1] : heap[left];
    }

    private void swap(Registered up, Registered down) {
        var to = down.slot;
        place(down, up.slot);
        place(up, to);
    }

    private void place(Registered one, int slot) {
        heap[slot] = one;
        one.slot = slot;
    }

    /** By difference, as ticks may overflow. */
    private static boolean before(Registered one, Registered other) {
        return one.deadline - other.deadline < 0;
    }
}
