package org.lwm2m.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.lwm2m.transport.tcp.Stream;

/**
 * What holds for a stream of TCP: the same messages are found in it however it is cut, none is larger than allowed, what is
 * no message ends it, and no more is kept of it than has come.
 * <p>
 * The first octet says how it is cut.
 */
final class TcpRules implements Rules {

    @Override
    public void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Budget.hold(input.length, () -> {
            var whole = new ArrayList<String>();
            Stream.read(input, 1, input.length, whole);
            var cut = new ArrayList<String>();
            Stream.read(input, 1, 1 + (input[0] & 0x3f), cut);
            Rules.require(whole.equals(cut), () -> "cut another way " + shown(whole) + " became " + shown(cut));
        });
    }

    private static String shown(List<String> messages) {
        return messages.size() > 20 ? messages.size() + " messages" : messages.toString();
    }
}
