package org.lwm2m.codec.senmlcbor;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Span;
import org.lwm2m.notation.cbor.CborReader;
import org.lwm2m.notation.senml.Label;
import org.lwm2m.notation.senml.Records;

/** The records of a pack in CBOR: an array of maps, their keys numbers but for what is not registered. */
final class CborRecords implements Records {

    private static final int VLO = 'v' << 16 | 'l' << 8 | 'o';

    private final CborReader in;
    private final Span key = new Span();
    private boolean open;
    private int records;
    private int fields;

    CborRecords(String format, Bytes payload, Limits limits) {
        in = new CborReader(format, payload, limits);
    }

    @Override
    public boolean nextRecord() {
        if (!open) {
            records = in.open(CborReader.ARRAY, "an array of records");
            open = true;
        }
        if (in.over(records)) {
            in.end();
            return false;
        }
        records = less(records);
        fields = in.open(CborReader.MAP, "a record");
        return true;
    }

    @Override
    public int nextField() {
        if (in.over(fields)) {
            return Label.NONE;
        }
        fields = less(fields);
        if (in.peek() == CborReader.TEXT) {
            in.text(key);
            return key.word() == VLO ? Label.LINK_VALUE : key.endsWith('_') ? Label.MANDATORY : Label.OTHER;
        }
        var label = in.integer("the label of a field");
        return label < Label.BASE_SUM || label > Label.DATA_VALUE ? Label.OTHER : (int) label;
    }

    @Override
    public void string(Span into) {
        in.text(into);
    }

    @Override
    public void number(Scalar into) {
        in.number(into);
        expect(into, into.isNumber() || into.kind() == Scalar.Kind.TIME || into.kind() == Scalar.Kind.NOTHING);
    }

    @Override
    public void flag(Scalar into) {
        in.scalar(into);
        expect(into, into.kind() == Scalar.Kind.FLAG);
    }

    @Override
    public void octets(Scalar into) {
        in.scalar(into);
        expect(into, into.kind() == Scalar.Kind.OCTETS);
    }

    @Override
    public void skip() {
        in.skip();
    }

    @Override
    public int at() {
        return in.at();
    }

    @Override
    public LwM2mException bad(int at, String why) {
        return in.bad(at, why);
    }

    @Override
    public LwM2mException tooLarge(int at, String why) {
        return in.tooLarge(at, why);
    }

    private static void expect(Scalar found, boolean right) {
        if (!right) {
            throw new IllegalArgumentException(found.kind().name().toLowerCase() + " in a field for something else");
        }
    }

    private static int less(int count) {
        return count == CborReader.UNTIL_BREAK ? count : count - 1;
    }
}
