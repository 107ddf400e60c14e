package org.lwm2m.store.file;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How a value is written into a page. MVStore's own types would read Java objects, or allocate what a length says. */
final class ValueType extends BasicDataType<byte[]> {

    static final ValueType INSTANCE = new ValueType();

    private ValueType() {}

    @Override
    public int getMemory(byte[] value) {
        return 24 + value.length;
    }

    @Override
    public void write(WriteBuffer to, byte[] value) {
        to.putVarInt(value.length).put(value);
    }

    @Override
    public byte[] read(ByteBuffer from) {
        return KeyType.octets(from);
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
