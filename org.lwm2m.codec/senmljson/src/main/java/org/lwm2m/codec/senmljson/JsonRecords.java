package org.lwm2m.codec.senmljson;

import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.notation.Limits;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Span;
import org.lwm2m.notation.json.JsonReader;
import org.lwm2m.notation.senml.Label;
import org.lwm2m.notation.senml.Records;

/** The records of a pack in JSON: an array of objects. */
final class JsonRecords implements Records {

    private final JsonReader in;
    private final Span key = new Span();
    private boolean firstRecord = true;
    private boolean firstField;

    JsonRecords(String format, Bytes payload, Limits limits) {
        in = new JsonReader(format, payload, limits);
    }

    @Override
    public boolean nextRecord() {
        if (firstRecord) {
            in.expect('[', "an array of records");
        }
        if (!in.more(firstRecord, ']')) {
            in.end();
            return false;
        }
        in.expect('{', "a record");
        firstRecord = false;
        firstField = true;
        return true;
    }

    @Override
    public int nextField() {
        if (!in.more(firstField, '}')) {
            return Label.NONE;
        }
        firstField = false;
        in.key(key);
        return label();
    }

    @Override
    public void string(Span into) {
        in.string(into);
    }

    @Override
    public void number(Scalar into) {
        in.number(into);
    }

    @Override
    public void flag(Scalar into) {
        into.flag(in.flag());
    }

    @Override
    public void octets(Scalar into) {
        into.octets(in.base64());
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

    /** The letters of a name are a number, so that this is one jump. */
    private int label() {
        return switch (key.word()) {
            case 'n' -> Label.NAME;
            case 'v' -> Label.VALUE;
            case 'v' << 8 | 's' -> Label.STRING_VALUE;
            case 'v' << 8 | 'b' -> Label.BOOLEAN_VALUE;
            case 'v' << 8 | 'd' -> Label.DATA_VALUE;
            case 'v' << 16 | 'l' << 8 | 'o' -> Label.LINK_VALUE;
            case 't' -> Label.TIME;
            case 'u' -> Label.UNIT;
            case 's' -> Label.SUM;
            case 'u' << 8 | 't' -> Label.UPDATE_TIME;
            case 'b' << 8 | 'n' -> Label.BASE_NAME;
            case 'b' << 8 | 't' -> Label.BASE_TIME;
            case 'b' << 8 | 'u' -> Label.BASE_UNIT;
            case 'b' << 8 | 'v' -> Label.BASE_VALUE;
            case 'b' << 8 | 's' -> Label.BASE_SUM;
            case 'b' << 24 | 'v' << 16 | 'e' << 8 | 'r' -> Label.BASE_VERSION;
            default -> key.endsWith('_') ? Label.MANDATORY : Label.OTHER;
        };
    }
}
