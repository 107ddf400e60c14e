package org.lwm2m.notation.senml;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/** Writes the records of a pack in a notation: first how many, then each with the number of its fields. */
public interface RecordOutput {

    void pack(int records);

    void record(int fields);

    /** A path in full; with a slash after it if names are to follow. */
    void baseName(Path path, boolean open);

    void baseTime(long seconds);

    void name(Path path);

    /** What of a path is below a level. */
    void nameBelow(Path path, int level);

    /** The value that an entry has, or null for none. */
    void value(Entry entry);

    void time(long seconds, int nanos);

    void endRecord();

    /** Ends the pack. */
    Bytes done();
}
