package org.lwm2m.coap;

import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Token;

/** A request that is being written, option by option. */
final class Draft {

    static final int OBSERVE = 0;
    static final int CANCEL = 1;

    private final Request head;
    private Bytes body = Bytes.EMPTY;

    Draft(Code code) {
        head = new Request(code);
    }

    CoapMessage<Request> done() {
        return new CoapMessage<>(head, body);
    }

    Draft segments(String path) {
        for (var segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segment(segment);
            }
        }
        return this;
    }

    /** As it came in the answer to a Register, whose segments may be empty. */
    Draft location(String location) {
        if (!location.isEmpty()) {
            for (var segment : location.split("/", -1)) {
                segment(segment);
            }
        }
        return this;
    }

    Draft segment(String segment) {
        head.getOptions().addUriPath(segment);
        return this;
    }

    Draft path(Path path) {
        segments(path.prefix());
        for (var level = 0; level < path.depth(); level++) {
            if (path.id(level) == Path.ABSENT) {
                throw new LwM2mException(Status.BAD_REQUEST, "an instance without a number has no address: " + path);
            }
            head.getOptions().addUriPath(Integer.toString(path.id(level)));
        }
        return this;
    }

    Draft query(String parameter) {
        head.getOptions().addUriQuery(parameter);
        return this;
    }

    /** A value is itself in an option, but for what its reader would take for percent-encoded. */
    Draft query(String key, String value) {
        return query(value.isEmpty() ? key : key + "=" + Target.escape(value));
    }

    Draft query(String key, Optional<?> value) {
        value.ifPresent(each -> query(key, each.toString()));
        return this;
    }

    Draft accept(ContentFormat format) {
        head.getOptions().setAccept(format.number());
        return this;
    }

    Draft accept(Optional<ContentFormat> format) {
        format.ifPresent(this::accept);
        return this;
    }

    Draft content(Content content) {
        head.getOptions().setContentFormat(content.format().number());
        body = content.bytes();
        return this;
    }

    Draft content(Optional<Content> content) {
        content.ifPresent(this::content);
        return this;
    }

    Draft observe(int value, Token token) {
        head.getOptions().setObserve(value);
        head.setToken(token.bytes());
        return this;
    }
}
