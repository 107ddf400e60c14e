package org.lwm2m.itest.formats;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;

/** Keeps what is written. */
final class EveryTypeKept implements EveryType {

    private volatile String text = "";
    private volatile long integer;
    private volatile long unsigned;
    private volatile double real;
    private volatile boolean flag;
    private volatile Bytes opaque = Bytes.EMPTY;
    private volatile Instant time = Instant.EPOCH;
    private volatile Value.ObjectLink link = Value.ObjectLink.NULL;
    private volatile Value.CoreLinks links = new Value.CoreLinks("");
    private volatile Map<Integer, String> texts = Map.of();
    private volatile Map<Integer, Double> reals = Map.of();

    @Override
    public String text() {
        return text;
    }

    @Override
    public void text(String value) {
        text = value;
    }

    @Override
    public long integer() {
        return integer;
    }

    @Override
    public void integer(long value) {
        integer = value;
    }

    @Override
    public long unsigned() {
        return unsigned;
    }

    @Override
    public void unsigned(long value) {
        unsigned = value;
    }

    @Override
    public double real() {
        return real;
    }

    @Override
    public void real(double value) {
        real = value;
    }

    @Override
    public boolean flag() {
        return flag;
    }

    @Override
    public void flag(boolean value) {
        flag = value;
    }

    @Override
    public Bytes opaque() {
        return opaque;
    }

    @Override
    public void opaque(Bytes value) {
        opaque = value;
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public void time(Instant value) {
        time = value;
    }

    @Override
    public Value.ObjectLink link() {
        return link;
    }

    @Override
    public void link(Value.ObjectLink value) {
        link = value;
    }

    @Override
    public Value.CoreLinks links() {
        return links;
    }

    @Override
    public void links(Value.CoreLinks value) {
        links = value;
    }

    @Override
    public Map<Integer, String> texts() {
        return texts;
    }

    @Override
    public void texts(Map<Integer, String> values) {
        texts = values;
    }

    @Override
    public Map<Integer, Double> reals() {
        return reals;
    }

    @Override
    public void reals(Map<Integer, Double> values) {
        reals = values;
    }
}
