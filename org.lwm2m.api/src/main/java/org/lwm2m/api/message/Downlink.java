package org.lwm2m.api.message;

import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;

/** What a server asks of a client: device management and information reporting (Core 1.2, 6.3 and 6.4). */
public sealed interface Downlink extends Request {

    record Read(Path path, Optional<ContentFormat> accept) implements Downlink {}

    /** @param depth 0 to 3, since 1.2; how many levels below the path to list */
    record Discover(Path path, Optional<Integer> depth) implements Downlink {}

    record Write(Path path, Content content, Mode mode) implements Downlink {

        /** Whether what the content leaves out goes or stays. */
        public enum Mode {
            REPLACE,
            PARTIAL_UPDATE
        }
    }

    /** @param unset attributes to take away at this path, so that those of the path above count again */
    record WriteAttributes(Path path, Attributes set, Set<Attribute> unset) implements Downlink {}

    /** @param arguments such as {@code 0='T',1}; empty for none */
    record Execute(Path path, String arguments) implements Downlink {}

    /** @param path the object; instances are named, or left without a number, in the content */
    record Create(Path path, Content content) implements Downlink {}

    record Delete(Path path) implements Downlink {}

    /** @param paths what to read, coded as a list of names; see {@code Features.pathFormats} */
    record ReadComposite(Content paths, Optional<ContentFormat> accept) implements Downlink {}

    record WriteComposite(Content content) implements Downlink {}

    /** @param attributes for this observation alone, since 1.2; {@link Attributes#NONE} leaves those of the path */
    record Observe(Path path, Token token, Optional<ContentFormat> accept, Attributes attributes) implements Downlink {}

    /**
     * Ends an observation, of one path or a composite. Also what a peer says that refuses a notification which it was
     * only told: then nobody waits for the answer.
     *
     * @param path what was observed; only CoAP names it, the root if it is not known
     */
    record Cancel(Path path, Token token) implements Downlink {}

    record ObserveComposite(Content paths, Token token, Optional<ContentFormat> accept, Attributes attributes)
            implements Downlink {}

    /** @param paths exactly what was observed; only CoAP names them, {@code Bytes.EMPTY} if they are not known */
    record CancelComposite(Content paths, Token token) implements Downlink {}
}
