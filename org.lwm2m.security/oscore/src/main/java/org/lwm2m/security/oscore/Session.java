package org.lwm2m.security.oscore;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;

/** A security context in use: its keys, our numbers, and what came of the peer's. */
final class Session {

    /** How a request that was opened is to be taken. */
    enum Verdict {
        NEW,
        /** The first that is known to be sent now: what came before it may be forgotten. */
        FIRST,
        REPLAYED,
        UNCERTAIN
    }

    /** A request as it goes out, and what opens its responses. */
    record Sent(RequestId id, byte[] nonce, CoapBytes message) {}

    private static final int ECHO = 8;

    private final Context context;
    private final Numbers numbers;
    private final SecureRandom random;
    private Optional<Bytes> announced; // guarded by this
    private Optional<ReplayWindow> window; // guarded by this
    private Optional<byte[]> echo = Optional.empty(); // guarded by this

    /** Numbers that the first one to echo has overtaken: taken each once, if they echo the same. */
    private final Overtaken overtaken = new Overtaken(); // guarded by this

    private boolean closed; // guarded by this

    /**
     * @param announced the kid context that our requests have to carry
     * @param window empty if it is not known what came: then the peer has to echo something first (RFC 8613, B.1.2)
     */
    Session(
            Context context,
            Numbers numbers,
            Optional<Bytes> announced,
            Optional<ReplayWindow> window,
            SecureRandom random) {
        this.context = context;
        this.numbers = numbers;
        this.announced = announced;
        this.window = window;
        this.random = random;
    }

    Context context() {
        return context;
    }

    Numbers numbers() {
        return numbers;
    }

    private synchronized Optional<ReplayWindow> window() {
        return window;
    }

    /** The peer has this context, so it need not be told which it is. */
    synchronized void known(Optional<Bytes> announcedFurther) {
        announced = announcedFurther;
    }

    Sent request(CoapBytes request) {
        var id = new RequestId(Bytes.wrap(context.sender()), numbers.next());
        var nonce = context.nonce(context.sender(), id.number());
        Optional<Bytes> shown;
        synchronized (this) {
            shown = announced;
        }
        var option = new OscoreOption(Optional.of(id.number()), shown, Optional.of(id.kid()));
        var sealed = context.seal(nonce, id, Cover.inside(request));
        return new Sent(id, nonce, Cover.outside(request, option, sealed));
    }

    /** A request that went out earlier with this number, as far as its responses need it. */
    Sent earlier(PartialIv number, CoapBytes request) {
        var id = new RequestId(Bytes.wrap(context.sender()), number);
        return new Sent(id, context.nonce(context.sender(), number), request);
    }

    /** A response with a number of its own, which as such is never wrong. */
    CoapBytes response(RequestId id, CoapBytes response) {
        var number = numbers.next();
        var nonce = context.nonce(context.sender(), number);
        var option = new OscoreOption(Optional.of(number), Optional.empty(), Optional.empty());
        return Cover.outside(response, option, context.seal(nonce, id, Cover.inside(response)));
    }

    /** The only response without a number: its nonce is the request's, so there must not be another. */
    CoapBytes onlyResponse(RequestId id, CoapBytes response) {
        return onlyResponse(id, context.nonce(id.kid().array(), id.number()), response, Optional.empty());
    }

    /** As above, to a request that came in another context, which it has the nonce of. */
    CoapBytes onlyResponse(RequestId id, byte[] nonce, CoapBytes response, Optional<Bytes> kidContext) {
        var option = new OscoreOption(Optional.empty(), kidContext, Optional.empty());
        return Cover.outside(response, option, context.seal(nonce, id, Cover.inside(response)));
    }

    /** The request in a message of the peer's; empty if it was not made with these keys, or came before. */
    Optional<CoapBytes> open(RequestId id, CoapBytes outer) {
        return context.open(context.nonce(id.kid().array(), id.number()), id, outer.payload())
                .map(plain -> Cover.request(outer, plain));
    }

    /** Takes and sends no more; what is known in the end is for who comes after. */
    synchronized Ledger.Entry close() {
        closed = true;
        return new Ledger.Entry(context.id(), numbers.stop(), window);
    }

    boolean mayBeNew(PartialIv number) {
        return window().map(each -> each.isNew(number.value()) || late(number)).orElse(true);
    }

    private synchronized boolean late(PartialIv number) {
        return overtaken.isNew(number.value());
    }

    /** How to take a request that was opened; each number is new once. */
    synchronized Verdict take(PartialIv number, CoapBytes request) {
        if (closed) {
            throw new LwM2mException(Status.UNAVAILABLE, "this OSCORE context was put away");
        }
        if (window.isPresent() && !overtaken.isNew(number.value())) {
            return window.get().take(number.value()) ? Verdict.NEW : Verdict.REPLAYED;
        } else if (!echoes(request)) {
            return Verdict.UNCERTAIN;
        } else if (window.isPresent()) {
            overtaken.take(number.value());
            return Verdict.NEW;
        }
        var now = new ReplayWindow();
        now.begin(number.value());
        window = Optional.of(now);
        overtaken.before(number.value());
        return Verdict.FIRST;
    }

    private boolean echoes(CoapBytes request) {
        return echo.isPresent()
                && request.option(CoapBytes.ECHO)
                        .filter(echoed -> MessageDigest.isEqual(echo.get(), echoed))
                        .isPresent();
    }

    /** What asks the peer to show that it is there now. */
    synchronized CoapBytes challenge() {
        if (echo.isEmpty()) {
            var fresh = new byte[ECHO];
            random.nextBytes(fresh);
            echo = Optional.of(fresh);
        }
        return Refusal.of(CoapBytes.UNAUTHORIZED).with(CoapBytes.ECHO, echo.get());
    }
}
