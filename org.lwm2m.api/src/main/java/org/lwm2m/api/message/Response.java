package org.lwm2m.api.message;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lwm2m.api.Content;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/**
 * The answer to a {@link Request}.
 *
 * @param content what was asked for; with an error, words about it
 * @param location of a registration, such as {@code rd/5a3f}, or of a created instance, such as {@code 3303/2}
 * @param retryAfter when to ask again after 5.03; Max-Age on CoAP, Retry-After on HTTP
 * @param unobserved of an Observe: it was answered like a Read, and no notification will follow (RFC 7641, 4.1: on CoAP
 *     the answer has no Observe option)
 */
public record Response(
        Status status,
        Optional<Content> content,
        Optional<String> location,
        Optional<Duration> retryAfter,
        boolean unobserved) {

    private static final int LONGEST_REASON = 200;

    /** No answer goes out: for what the specification says to ignore. */
    public static final Response SILENCE = of(Status.NONE);

    public Response(
            Status status, Optional<Content> content, Optional<String> location, Optional<Duration> retryAfter) {
        this(status, content, location, retryAfter, false);
    }

    public static Response of(Status status) {
        return new Response(status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Response content(Content content) {
        return new Response(Status.CONTENT, Optional.of(content), Optional.empty(), Optional.empty());
    }

    public static Response created(String location) {
        return new Response(Status.CREATED, Optional.empty(), Optional.of(location), Optional.empty());
    }

    public static Response failed(Status status, String why) {
        return new Response(status, Optional.of(Content.text(why)), Optional.empty(), Optional.empty());
    }

    /** The answer to give for a failure: its status if it has one, otherwise 5.00 and no details. */
    public static Response failed(Throwable failure) {
        return LwM2mException.cause(failure) instanceof LwM2mException known
                ? failed(known.status(), known.getMessage())
                : of(Status.INTERNAL_ERROR);
    }

    /**
     * Status and words of an error, for a log or a person: one line of at most 200 characters of the peer's words,
     * without any that would move a cursor.
     */
    public String reason() {
        var words = content.map(
                        each -> each.bytes().slice(0, Math.min(each.bytes().size(), 4 * LONGEST_REASON)))
                .map(bytes -> bytes.utf8().codePoints().limit(LONGEST_REASON))
                .map(Response::visible)
                .orElse("");
        return words.isEmpty() ? status.toString() : status + ": " + words;
    }

    /** The same, with another content. */
    public Response with(Content content) {
        return new Response(status, Optional.of(content), location, retryAfter, unobserved);
    }

    /** The same, as the answer to an Observe that begins no observation. */
    public Response asRead() {
        return new Response(status, content, location, retryAfter, true);
    }

    /** Whether this answer to a request begins an observation. */
    public boolean begins(Request request) {
        var observe = request instanceof Downlink.Observe || request instanceof Downlink.ObserveComposite;
        return observe && status.success() && !unobserved;
    }

    /** This, if it is a success; otherwise throws what the peer answered. */
    public Response orThrow() {
        if (!status.success()) {
            throw new LwM2mException(status, "the peer answered " + reason());
        }
        return this;
    }

    private static String visible(IntStream words) {
        return words.map(each ->
                        Character.isISOControl(each) || Character.getType(each) == Character.FORMAT ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
