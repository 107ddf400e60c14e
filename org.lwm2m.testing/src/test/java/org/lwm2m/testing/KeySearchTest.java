package org.lwm2m.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.Bytes;

class KeySearchTest {

    private static final Bytes KEY = Bytes.hex("e129791359950cbb1c8c3c582913b5");
    private final KeySearch search = new KeySearch(Map.of("the key", KEY));

    @Test
    void findsAKeyInWhateverFormItPrints() {
        var key = KEY.array();
        for (var printed : List.of(
                KEY.hex(),
                KEY.hex().toUpperCase(),
                "E1:29:79:13:59:95:0C:BB:1C:8C:3C:58:29:13:B5",
                "e1 29 79 13 59 95 0c bb 1c 8c 3c 58 29 13 b5",
                "0xe1, 0x29, 0x79, 0x13, 0x59, 0x95, 0x0c, 0xbb, 0x1c, 0x8c, 0x3c, 0x58, 0x29, 0x13, 0xb5",
                Arrays.toString(key),
                new String(key, ISO_8859_1))) {
            assertFalse(search.in(List.of("before " + printed + " after")).isEmpty(), printed);
        }
        assertFalse(search.in(key).isEmpty());
    }

    @Test
    void findsAKeyInBase64WhateverIsBeforeAndAfter() {
        for (var before : List.of("", "a", "ab", "abc")) {
            for (var after : List.of("", "y", "yz", "xyz")) {
                for (var encoder :
                        List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
                    var whole = (before + new String(KEY.array(), ISO_8859_1) + after).getBytes(ISO_8859_1);
                    var text = encoder.encodeToString(whole);
                    assertFalse(search.in(text.getBytes(UTF_8)).isEmpty(), before + "·" + after);
                }
            }
        }
    }

    @Test
    void findsNothingWhereNothingIsAndTellsNoKey(@TempDir Path folder) throws Exception {
        var another = Bytes.hex("e129791359950cbb1c8c3c582913b6").hex();
        assertEquals(List.of(), search.in(List.of(another, "key ***")));
        var file = Files.writeString(folder.resolve("log"), KEY.hex());
        var found = search.in(folder);
        assertEquals(List.of(file + ": the key, hexadecimal"), found);
        assertTrue(search.in(List.of()).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new KeySearch(Map.of("short", Bytes.hex("00"))));
    }
}
