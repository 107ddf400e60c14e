package org.lwm2m.itest.formats.matrix;

import java.util.List;
import java.util.Optional;
import org.lwm2m.api.Entry;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.itest.formats.OurFormat;

/** A server, ours or Leshan's, as it manages the client of one row. All values are in the format of the row. */
interface ServerEnd {

    Answer read(String path, Optional<OurFormat> format);

    Answer readComposite(OurFormat format, String... paths);

    Answer write(Mode mode, String path, OurFormat format, List<Entry> entries);

    Answer writeComposite(OurFormat format, List<Entry> entries);

    /** @param numbered whether the number of the instance is said, or left to the client */
    Answer create(OurFormat format, boolean numbered, List<Entry> entries);

    Answer delete(String path);

    Answer execute(String path);

    /** @param query such as {@code pmin=1&pmax=10} */
    Answer attributes(String path, String query);

    Answer discover(String path);

    /** The values come with the answer; changes are {@link #notified}. */
    Answer observe(OurFormat format, String path);

    Answer observeComposite(OurFormat format, String... paths);

    /** Ends what is observed by a request (Observe=1). */
    Answer cancel();

    /** Forgets what is observed, so that the next notification is answered by a Reset. */
    void forget();

    /** Waits for the next notification; its format and its values. */
    Answer notified();

    /** Waits for the next Send; its format and its values. */
    Answer sent();

    /** Waits until an Update has made the lifetime this, in seconds. */
    void updated(long lifetime);
}
