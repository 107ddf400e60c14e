package org.lwm2m.notation;

import org.lwm2m.api.Bytes;

/** A string where it stands in a payload, without being taken out. Moved from string to string. */
public final class Span {

    private static final Source NOTHING = new Source("", Bytes.EMPTY, Limits.STANDARD);

    private Source source = NOTHING;
    private int from;
    private int to;

    public void set(Source source, int from, int to) {
        this.source = source;
        this.from = from;
        this.to = to;
    }

    /** Octets that stand nowhere yet: the string is put together from pieces. */
    public void set(byte[] octets) {
        set(source.part(octets), 0, octets.length);
    }

    public void set(Span other) {
        set(other.source, other.from, other.to);
    }

    public void clear() {
        set(NOTHING, 0, 0);
    }

    public int size() {
        return to - from;
    }

    public int octet(int at) {
        return source.octet(from + at);
    }

    public String text() {
        return source.text(from, to);
    }

    public Bytes octets() {
        return source.octets(from, to);
    }

    public byte[] copy() {
        return source.copy(from, to);
    }

    /** Up to four ASCII letters as a number, big endian; -1 for whatever else. */
    public int word() {
        var size = to - from;
        if (size > 4 || size < 1) {
            return -1;
        }
        var word = 0;
        for (var at = from; at < to; at++) {
            word = word << 8 | source.octet(at);
        }
        return word;
    }

    /** Whether it ends with an octet. */
    public boolean endsWith(char octet) {
        return to > from && source.octet(to - 1) == octet;
    }
}
