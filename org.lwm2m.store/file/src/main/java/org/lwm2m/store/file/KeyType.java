package org.lwm2m.store.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How a name is written into a page. Nothing is allocated for a length that the page does not have. */
final class KeyType extends BasicDataType<String> {

    static final KeyType INSTANCE = new KeyType();

    private KeyType() {}

    @Override
    public int compare(String one, String other) {
        return one.compareTo(other);
    }

    @Override
    public int getMemory(String key) {
        return 40 + 2 * key.length();
    }

    @Override
    public void write(WriteBuffer to, String key) {
        var octets = key.getBytes(StandardCharsets.UTF_8);
        to.putVarInt(octets.length).put(octets);
    }

    @Override
    public String read(ByteBuffer from) {
        return new String(octets(from), StandardCharsets.UTF_8);
    }

    @Override
    public String[] createStorage(int size) {
        return new String[size];
    }

    static byte[] octets(ByteBuffer from) {
        var size = DataUtils.readVarInt(from);
        if (size < 0 || size > from.remaining()) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "{0} octets in a page that has {1}", size, from.remaining());
        }
        var octets = new byte[size];
        from.get(octets);
        return octets;
    }
}
