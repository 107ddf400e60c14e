package org.lwm2m.server.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Link;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.codec.link.LinkFormat;

/** What a fleet lists is read once. */
class ObjectListsTest {

    private static final String LIST = "</1/0>,</3/0>";

    private final ObjectLists lists = new ObjectLists();
    private final List<String> read = new ArrayList<>();

    @Test
    void aListThatWasReadLatelyIsKnownAgain() {
        var codec = counting();
        var first = lists.read(codec, LIST);

        assertSame(first, lists.read(codec, LIST));
        assertEquals(List.of(LIST), read);
        assertEquals(2, first.links().size());
    }

    @Test
    void anotherCodecReadsItAnew() {
        lists.read(counting(), LIST);
        lists.read(counting(), LIST);

        assertEquals(List.of(LIST, LIST), read);
    }

    @Test
    void equalLinksInOtherWordsAreKeptOnce() {
        var codec = counting();

        assertSame(
                lists.read(codec, "</3/0>;x=1").links(),
                lists.read(codec, "</3/0>;x=\"1\"").links());
        assertEquals(2, read.size());
    }

    @Test
    void onlySoManyAreKnown() {
        var codec = counting();
        lists.read(codec, LIST);
        for (var i = 0; i < 1000; i++) {
            lists.read(codec, "</3303/" + i + ">");
        }
        lists.read(codec, LIST);

        assertEquals(1002, read.size());
    }

    @Test
    void aLongOneIsReadEachTime() {
        var codec = counting();
        var list = LIST + ",</4/0>".repeat(1000);
        lists.read(codec, list);
        lists.read(codec, list);

        assertEquals(2, read.size());
    }

    private LinkCodec counting() {
        var real = new LinkFormat();
        return new LinkCodec() {

            @Override
            public String encode(List<Link> links) {
                return real.encode(links);
            }

            @Override
            public List<Link> decode(String text) {
                read.add(text);
                return real.decode(text);
            }
        };
    }
}
