package org.lwm2m.coap;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;

/** Responses as CoAP has them: code, Content-Format, Location-Path, Max-Age. */
public final class Responses {

    private Responses() {}

    /** @throws IllegalArgumentException for silence, which is no message */
    public static CoapMessage<org.eclipse.californium.core.coap.Response> write(Response response) {
        var code = response.status().code();
        if (code == 0) {
            throw new IllegalArgumentException("no message says nothing");
        }
        var head = new org.eclipse.californium.core.coap.Response(ResponseCode.valueOf(code / 100 << 5 | code % 100));
        var options = head.getOptions();
        response.content()
                .filter(content -> !diagnostic(response.status(), content))
                .ifPresent(content -> options.setContentFormat(content.format().number()));
        response.location().ifPresent(location -> {
            for (var segment : location.split("/")) {
                if (!segment.isEmpty()) {
                    options.addLocationPath(segment);
                }
            }
        });
        // RFC 7252, 5.9.3.4: Max-Age of a 5.03 says when to try again.
        response.retryAfter()
                .filter(after -> response.status() == Status.UNAVAILABLE)
                .ifPresent(after -> options.setMaxAge(Math.min(after.toSeconds(), 0xffffffffL)));
        return new CoapMessage<>(head, response.content().map(Content::bytes).orElse(Bytes.EMPTY));
    }

    /** The answer to a request; one to an Observe says by its Observe option whether notifications follow. */
    public static Response read(Request request, org.eclipse.californium.core.coap.Response head, Bytes body) {
        var response = read(head, body);
        return response.begins(request) && !head.getOptions().hasObserve() ? response.asRead() : response;
    }

    public static Response read(org.eclipse.californium.core.coap.Response head, Bytes body) {
        var options = head.getOptions();
        var status = Status.of((head.getRawCode() >> 5) * 100 + (head.getRawCode() & 0x1f));
        Optional<Content> content = options.hasContentFormat()
                ? Optional.of(new Content(new ContentFormat(options.getContentFormat()), body))
                : body.size() == 0 ? hint(status, options) : Optional.of(new Content(ContentFormat.TEXT, body));
        Optional<String> location = options.getLocationPathCount() == 0
                ? Optional.empty()
                : Optional.of(String.join("/", options.getLocationPath()));
        Optional<Duration> retryAfter = status == Status.UNAVAILABLE && options.hasMaxAge()
                ? Optional.of(Duration.ofSeconds(options.getMaxAge()))
                : Optional.empty();
        return new Response(status, content, location, retryAfter);
    }

    /** RFC 7959, 4: Size1 of a 4.13 says how much the peer takes. */
    private static Optional<Content> hint(Status status, OptionSet options) {
        return status == Status.TOO_LARGE && options.hasSize1()
                ? Optional.of(Content.text("at most " + options.getSize1() + " bytes"))
                : Optional.empty();
    }

    /** RFC 7252, 5.5.2: words about an error have no Content-Format. */
    private static boolean diagnostic(Status status, Content content) {
        return !status.success() && content.format().equals(ContentFormat.TEXT);
    }
}
