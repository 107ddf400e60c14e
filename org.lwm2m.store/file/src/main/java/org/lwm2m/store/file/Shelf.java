package org.lwm2m.store.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * One named map of the file. MVStore does not see octets that turned over inside a page, so each value ends with a
 * checksum of itself, its key and its shelf.
 */
final class Shelf {

    private static final int CHECKSUM = Integer.BYTES;

    private final String name;
    private final MVMap<String, byte[]> map;

    Shelf(MVStore store, String name) {
        this.name = name;
        map = map(store, name);
    }

    static MVMap<String, byte[]> map(MVStore store, String name) {
        var types = new MVMap.Builder<String, byte[]>();
        types.setKeyType(KeyType.INSTANCE);
        types.setValueType(ValueType.INSTANCE);
        return store.openMap(name, types);
    }

    /** What was kept; empty if it is not there, or not as it was written. */
    Optional<byte[]> get(String key) {
        return Optional.ofNullable(map.get(key))
                .filter(stamped -> good(name, key, stamped))
                .map(stamped -> Arrays.copyOf(stamped, stamped.length - CHECKSUM));
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    /** Whether that changed anything. */
    boolean put(String key, byte[] value) {
        var stamped = stamped(name, key, value);
        if (Arrays.equals(stamped, map.get(key))) {
            return false;
        }
        map.put(key, stamped);
        return true;
    }

    boolean remove(String key) {
        return map.remove(key) != null;
    }

    long size() {
        return map.sizeAsLong();
    }

    /** All keys that begin with these letters, in order. */
    List<String> keys(String prefix) {
        var found = new ArrayList<String>();
        for (var keys = map.keyIterator(prefix); keys.hasNext(); ) {
            var key = keys.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            found.add(key);
        }
        return found;
    }

    static boolean good(String shelf, String key, byte[] stamped) {
        var size = stamped.length - CHECKSUM;
        return size >= 0
                && ByteBuffer.wrap(stamped).getInt(size) == checksum(shelf, key, ByteBuffer.wrap(stamped, 0, size));
    }

    static byte[] stamped(String shelf, String key, byte[] value) {
        return ByteBuffer.allocate(value.length + CHECKSUM)
                .put(value)
                .putInt(checksum(shelf, key, ByteBuffer.wrap(value)))
                .array();
    }

    private static int checksum(String shelf, String key, ByteBuffer value) {
        var checksum = new CRC32C();
        checksum.update((shelf + '/' + key).getBytes(StandardCharsets.UTF_8));
        checksum.update(value);
        return (int) checksum.getValue();
    }
}
