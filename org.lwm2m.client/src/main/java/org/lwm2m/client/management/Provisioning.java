package org.lwm2m.client.management;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.client.access.Provision;

/**
 * What a bootstrap does with a client's objects: nobody needs a right, and no definition has to allow it (Core 1.2,
 * 6.1.7). All methods are called on the client's loop; stages complete there.
 */
public interface Provisioning {

    /** Fails with 4.00 or 4.15. */
    CompletionStage<List<Entry>> decode(Path base, Content content);

    /** In the format that is asked for, or the best; fails with 4.06. */
    CompletionStage<Content> encode(Path base, List<Entry> entries, Optional<ContentFormat> accept);

    CompletionStage<Content> encode(List<Link> links);

    /** The objects and instances there are, with the versions that have to be said; not what is behind a gateway. */
    List<Link> links(Version enabler);

    /** Throws if an instance, or a resource of one, can't be written: with 4.00. */
    void check(Path path, List<Entry> entries);

    /** Writes to an instance, or makes it. */
    CompletionStage<Void> write(Path instance, List<Entry> entries);

    /** Deletes an instance; if whoever provides it does not let go of it, it stays. */
    CompletionStage<Void> delete(Path instance);

    /** The instances of /2 as they are. */
    List<Entry> access();

    /** Access control begins with this, and what servers said of it is forgotten. */
    void access(List<Provision> provisions);
}
