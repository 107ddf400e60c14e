package org.lwm2m.itest.bad;

import org.lwm2m.api.Bytes;

/** A row of a table: what is wrong, the request, and the code that the specification has for it. */
record Row(String what, Message request, String code) {

    static Row of(String what, String line, String code) {
        return new Row(what, Message.request(line), code);
    }

    static Row of(String what, String line, int format, String text, String code) {
        return new Row(what, Message.request(line).carrying(format, Bytes.utf8(text)), code);
    }

    static Row hex(String what, String line, int format, String octets, String code) {
        return new Row(what, Message.request(line).carrying(format, Bytes.hex(octets)), code);
    }
}
