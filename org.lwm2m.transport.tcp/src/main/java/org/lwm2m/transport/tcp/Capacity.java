package org.lwm2m.transport.tcp;

/** What the peer of a connection takes, as it says (RFC 8323, 5.3), and what goes into one message. Owned by the loop. */
final class Capacity {

    /** RFC 8323, 5.3.1: what everybody takes. */
    static final int LEAST_MESSAGE = 1152;

    /** What block options and protection add to a message, at most. */
    private static final int MARGIN = 96;

    private static final int LARGEST = 1 << 30;
    private static final int BERT = 7;
    private static final int LARGEST_BLOCK = 6;
    private static final int SMALLEST = 16;

    private final int ours;
    private int most = LEAST_MESSAGE;
    private boolean blockwise;

    /** @param ours what we take: where blocks are possible, no larger messages are sent either */
    Capacity(int ours) {
        this.ours = ours;
    }

    void agree(long largest, boolean blocks) {
        blockwise = blocks;
        most = (int) Math.min(largest, LARGEST);
        if (blocks) {
            most = Math.max(LEAST_MESSAGE, Math.min(most, ours));
        }
    }

    boolean blockwise() {
        return blockwise;
    }

    /** How many octets of payload a message has room for beside so many others. */
    int room(int head) {
        return most - head - MARGIN;
    }

    /** The largest size of blocks for so much room; 7 for several of 1024 octets at once (RFC 8323, 6). */
    int szx(int room) {
        if (room >= 1 << 10) {
            return most > LEAST_MESSAGE ? BERT : LARGEST_BLOCK;
        }
        return Math.max(0, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(room, SMALLEST)) - 4);
    }

    /** How many octets a block of this size has, with so much room. */
    static int length(int szx, int room) {
        return szx == BERT ? Math.max(1, room >> 10) << 10 : SMALLEST << szx;
    }
}
