package org.lwm2m.tls.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.lwm2m.tls.key.Der;

/** Times as certificates have them: two digits of the year until 2049, four from then on (RFC 5280, 4.1.2.5). */
final class Times {

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

    private Times() {}

    static byte[] time(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        var early = time.getYear() < 2050;
        return Der.of(early ? 0x17 : 0x18, (early ? SHORT : LONG).format(time).getBytes(US_ASCII));
    }
}
