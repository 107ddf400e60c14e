package org.lwm2m.coap;

import java.util.List;
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

/** A request that came, and what its options say. */
final class Incoming {

    private final Request head;
    private final Bytes body;
    private final List<String> segments;
    private final Query query;

    Incoming(Request head, Bytes body) {
        this.head = head;
        this.body = body;
        this.segments = trimmed(head.getOptions().getUriPath());
        this.query = new Query(head.getOptions().getUriQuery());
    }

    Code code() {
        return head.getCode();
    }

    /** The segments of the path; a slash at its end does not count. */
    List<String> segments() {
        return segments;
    }

    Query query() {
        return query;
    }

    /** The segments as they came. */
    List<String> rawPath() {
        return head.getOptions().getUriPath();
    }

    /** The query as it came. */
    List<String> rawQuery() {
        return head.getOptions().getUriQuery();
    }

    Token token() {
        return Token.of(head.getTokenBytes());
    }

    /** Whether Observe is there with this value; any other counts as not there, for it is elective. */
    boolean observe(int value) {
        var observe = head.getOptions().getObserve();
        return observe != null && observe == value;
    }

    Optional<ContentFormat> accept() {
        return head.getOptions().hasAccept()
                ? Optional.of(new ContentFormat(head.getOptions().getAccept()))
                : Optional.empty();
    }

    boolean accepts(ContentFormat format) {
        return accept().filter(format::equals).isPresent();
    }

    boolean hasBody() {
        return body.size() > 0;
    }

    String text() {
        return body.utf8();
    }

    boolean hasFormat() {
        return head.getOptions().hasContentFormat();
    }

    boolean hasFormat(ContentFormat format) {
        return hasFormat() && head.getOptions().getContentFormat() == format.number();
    }

    /** The content, of a request that has to have one. */
    Content content() {
        if (!hasFormat()) {
            throw Query.bad("no Content-Format");
        }
        return new Content(new ContentFormat(head.getOptions().getContentFormat()), body);
    }

    /** The content, if there is any; in {@code format} if it does not say. */
    Optional<Content> content(ContentFormat format) {
        return hasFormat()
                ? Optional.of(content())
                : hasBody() ? Optional.of(new Content(format, body)) : Optional.empty();
    }

    /** Whether the path is one of LwM2M data: it has a number, or it is the root. */
    boolean addressesData() {
        return segments.isEmpty() || segments.stream().anyMatch(Incoming::digits);
    }

    /**
     * The path, of data.
     *
     * @throws LwM2mException with 4.05 for a path that breaks the rules of the tables
     */
    Path path() {
        var at = 0;
        while (at < segments.size() && !digits(segments.get(at))) {
            at++;
        }
        var ids = segments.subList(at, segments.size());
        var named = segments.subList(0, at).stream().allMatch(Incoming::isName);
        if (ids.size() > 4 || !ids.stream().allMatch(Incoming::id) || !named) {
            throw Quote.refusal(Status.METHOD_NOT_ALLOWED, "not a path: /" + String.join("/", segments));
        }
        var path = Path.of(ids.stream().mapToInt(Integer::parseInt).toArray());
        return at == 0 ? path : path.in(String.join("/", segments.subList(0, at)));
    }

    /** Whether a segment is one, also when it stands beside others as text. */
    static boolean isName(String segment) {
        return !segment.isEmpty() && segment.indexOf('/') < 0;
    }

    static boolean digits(String segment) {
        for (var i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) < '0' || segment.charAt(i) > '9') {
                return false;
            }
        }
        return !segment.isEmpty();
    }

    private static boolean id(String segment) {
        var plain = digits(segment) && segment.length() <= 5 && (segment.length() == 1 || segment.charAt(0) != '0');
        return plain && Integer.parseInt(segment) < Path.ABSENT;
    }

    private static List<String> trimmed(List<String> segments) {
        var last = segments.size() - 1;
        return List.copyOf(last >= 0 && segments.get(last).isEmpty() ? segments.subList(0, last) : segments);
    }
}
