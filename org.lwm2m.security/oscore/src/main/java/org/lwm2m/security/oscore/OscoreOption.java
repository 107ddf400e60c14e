package org.lwm2m.security.oscore;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.lwm2m.api.Bytes;

/**
 * The value of the OSCORE option: the COSE object but for its ciphertext, compressed (RFC 8613, 6.1).
 *
 * @param number the Partial IV
 * @param context the kid context
 * @param kid the Sender ID
 */
record OscoreOption(Optional<PartialIv> number, Optional<Bytes> context, Optional<Bytes> kid) {

    static final OscoreOption EMPTY = new OscoreOption(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int KID = 0x08;
    private static final int CONTEXT = 0x10;
    private static final int LONGEST = 255;

    /** @throws IllegalArgumentException for what is none */
    static OscoreOption read(byte[] value) {
        if (value.length == 0) {
            return EMPTY;
        }
        var flags = value[0] & 0xff;
        var at = 1 + (flags & 0x07);
        require(flags != 0 && flags < 0x20 && (flags & 0x07) <= PartialIv.LONGEST && at <= value.length);
        Optional<PartialIv> number =
                at == 1 ? Optional.empty() : Optional.of(PartialIv.read(Arrays.copyOfRange(value, 1, at)));
        Optional<Bytes> context = Optional.empty();
        if ((flags & CONTEXT) != 0) {
            require(at < value.length);
            var end = at + 1 + (value[at] & 0xff);
            require(end <= value.length);
            context = Optional.of(Bytes.wrap(Arrays.copyOfRange(value, at + 1, end)));
            at = end;
        }
        require((flags & KID) != 0 || at == value.length);
        Optional<Bytes> kid = (flags & KID) == 0
                ? Optional.empty()
                : Optional.of(Bytes.wrap(Arrays.copyOfRange(value, at, value.length)));
        return new OscoreOption(number, context, kid);
    }

    byte[] write() {
        if (equals(EMPTY)) {
            return new byte[0];
        }
        var partial = number.map(PartialIv::octets).orElse(new byte[0]);
        var out = new ByteArrayOutputStream();
        out.write(partial.length | (context.isPresent() ? CONTEXT : 0) | (kid.isPresent() ? KID : 0));
        out.writeBytes(partial);
        context.ifPresent(each -> {
            out.write((int) Math.min(LONGEST, each.size()));
            out.writeBytes(each.array());
        });
        kid.ifPresent(each -> out.writeBytes(each.array()));
        return out.toByteArray();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no OSCORE option");
        }
    }
}
