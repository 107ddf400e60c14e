package org.lwm2m.itest.formats.matrix;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.itest.formats.OurFormat;

/** The client of one row, ours or Leshan's, registered, as seen from its own side. */
interface ClientEnd extends AutoCloseable {

    /** What it has at and under a path, whatever it told. */
    List<Entry> held(String path);

    /** Its values change by themselves. */
    void change(Entry... entries);

    /** Waits for the next Execute; its path. */
    String executed();

    /** Sends these values, which it has; the code it was answered. */
    String send(OurFormat format, List<Entry> values);

    /** The format in which the last values came, where that can be seen. */
    Optional<Integer> came();

    @Override
    void close();
}
