package org.lwm2m.testing;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;

/** {@link Everything} that holds what it is given. */
public final class Holder implements Everything {

    private String text = "hello";
    private Map<Integer, String> allText = Map.of(3, "hello");
    private long integer = 1L;
    private Map<Integer, Long> allInteger = Map.of(3, 1L);
    private long unsigned = 2L;
    private Map<Integer, Long> allUnsigned = Map.of(3, 2L);
    private double real = 0.5;
    private Map<Integer, Double> allReal = Map.of(3, 0.5);
    private boolean flag = false;
    private Map<Integer, Boolean> allFlag = Map.of(3, false);
    private Bytes opaque = Bytes.of((byte) 1);
    private Map<Integer, Bytes> allOpaque = Map.of(3, Bytes.of((byte) 1));
    private Instant time = Instant.ofEpochSecond(5);
    private Map<Integer, Instant> allTime = Map.of(3, Instant.ofEpochSecond(5));
    private Value.ObjectLink link = Value.ObjectLink.NULL;
    private Map<Integer, Value.ObjectLink> allLink = Map.of(3, Value.ObjectLink.NULL);
    private Value.CoreLinks links = new Value.CoreLinks("</3/0>");
    private Map<Integer, Value.CoreLinks> allLinks = Map.of(3, new Value.CoreLinks("</3/0>"));

    @Override
    public String text() {
        return text;
    }

    @Override
    public void text(String value) {
        text = value;
    }

    @Override
    public Map<Integer, String> allText() {
        return allText;
    }

    @Override
    public void allText(Map<Integer, String> values) {
        allText = values;
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
    public Map<Integer, Long> allInteger() {
        return allInteger;
    }

    @Override
    public void allInteger(Map<Integer, Long> values) {
        allInteger = values;
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
    public Map<Integer, Long> allUnsigned() {
        return allUnsigned;
    }

    @Override
    public void allUnsigned(Map<Integer, Long> values) {
        allUnsigned = values;
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
    public Map<Integer, Double> allReal() {
        return allReal;
    }

    @Override
    public void allReal(Map<Integer, Double> values) {
        allReal = values;
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
    public Map<Integer, Boolean> allFlag() {
        return allFlag;
    }

    @Override
    public void allFlag(Map<Integer, Boolean> values) {
        allFlag = values;
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
    public Map<Integer, Bytes> allOpaque() {
        return allOpaque;
    }

    @Override
    public void allOpaque(Map<Integer, Bytes> values) {
        allOpaque = values;
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
    public Map<Integer, Instant> allTime() {
        return allTime;
    }

    @Override
    public void allTime(Map<Integer, Instant> values) {
        allTime = values;
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
    public Map<Integer, Value.ObjectLink> allLink() {
        return allLink;
    }

    @Override
    public void allLink(Map<Integer, Value.ObjectLink> values) {
        allLink = values;
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
    public Map<Integer, Value.CoreLinks> allLinks() {
        return allLinks;
    }

    @Override
    public void allLinks(Map<Integer, Value.CoreLinks> values) {
        allLinks = values;
    }
}
