package org.lwm2m.api.message;

import java.util.Optional;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;

/**
 * A request that LwM2M does not define, to the same kind of peer: a firmware image to fetch, an EST enrolment.
 * Transports whose wire has no such thing refuse it with 5.01.
 *
 * @param target path and query, as in {@code /.well-known/est/sen}
 */
public record Foreign(Method method, String target, Optional<Content> content, Optional<ContentFormat> accept)
        implements Request {

    /** What to do with the target. */
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }
}
