package org.lwm2m.security.oscore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a message into another one that shows no more than it must, and takes it out again (RFC 8613, 4 and 5.3): options
 * of class E and the code go inside, those of class U stay outside.
 */
final class Cover {

    /** Uri-Host, Uri-Port, OSCORE, Proxy-Uri, Proxy-Scheme: what proxies need. */
    private static final Set<Integer> OUTSIDE = Set.of(3, 7, CoapBytes.OSCORE, 35, 39);

    private Cover() {}

    /** What is to be encrypted of a message. */
    static byte[] inside(CoapBytes message) {
        var inner = message.only(each -> !OUTSIDE.contains(each));
        var notifies = !message.isRequest() && message.option(CoapBytes.OBSERVE).isPresent();
        // 4.1.3.5.2: inside a notification, Observe has no value; its number is the Partial IV.
        return (notifies ? inner.with(CoapBytes.OBSERVE) : inner).write();
    }

    /** The message that carries it. */
    static CoapBytes outside(CoapBytes message, OscoreOption option, byte[] sealed) {
        var observes = message.option(CoapBytes.OBSERVE).isPresent();
        var code = message.isRequest()
                ? observes ? CoapBytes.FETCH : CoapBytes.POST
                : observes ? CoapBytes.CONTENT : CoapBytes.CHANGED;
        var shown = message.only(each -> OUTSIDE.contains(each) || each == CoapBytes.OBSERVE);
        return new CoapBytes(code, shown.options(), sealed).with(CoapBytes.OSCORE, option.write());
    }

    /**
     * The request that was in {@code plain}. Options of class E that came outside are passed over (8.2), and so is an
     * Observe that a proxy took away outside.
     *
     * @throws IllegalArgumentException for what is no message
     */
    static CoapBytes request(CoapBytes outer, byte[] plain) {
        var inner = merged(outer, plain);
        if (!inner.isRequest() || inner.code() == 0) {
            throw new IllegalArgumentException("no request");
        }
        return outer.option(CoapBytes.OBSERVE).isPresent() ? inner : inner.without(CoapBytes.OBSERVE);
    }

    /** Likewise a response. A notification gets the three last octets of its number as its Observe (4.1.3.5.2). */
    static CoapBytes response(CoapBytes outer, byte[] plain, Optional<PartialIv> number) {
        var inner = merged(outer, plain);
        if (inner.code() < 0x40) {
            throw new IllegalArgumentException("no response");
        }
        return inner.option(CoapBytes.OBSERVE).isPresent()
                ? inner.with(
                        CoapBytes.OBSERVE, observe(number.map(PartialIv::value).orElse(0L)))
                : inner;
    }

    private static CoapBytes merged(CoapBytes outer, byte[] plain) {
        var inner = CoapBytes.read(plain).only(each -> !OUTSIDE.contains(each));
        List<CoapBytes.Option> shown = new ArrayList<>(outer.options());
        shown.removeIf(each -> !OUTSIDE.contains(each.number()) || each.number() == CoapBytes.OSCORE);
        return inner.with(shown);
    }

    /** As an unsigned integer without leading zeros (RFC 7252, 3.2). */
    private static byte[] observe(long number) {
        var low = new PartialIv(number & 0xffffff);
        return low.value() == 0 ? new byte[0] : low.octets();
    }
}
