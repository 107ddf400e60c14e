package org.lwm2m.itest.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** A firmware image, all that 24 bits can count, gets through the formats of octets without being held twice. */
class LargeOpaqueTest {

    private static final int SIZE = (1 << 24) - 1;
    private static final int FEW = 1 << 18;
    private static final Path FIRMWARE = Path.of(5, 0, 0);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** TLV is written from its end, so it is one array; the others pass the image on as it is. */
    @TestFactory
    Stream<DynamicTest> aLargeValueIsNotHeldTwice() {
        return Stream.of(OurFormat.OPAQUE, OurFormat.CBOR, OurFormat.TLV, OurFormat.SENML_CBOR, OurFormat.LWM2M_CBOR)
                .map(format ->
                        dynamicTest(format.title(), () -> passes(format, format == OurFormat.TLV ? SIZE + FEW : FEW)));
    }

    private static void passes(OurFormat format, int most) {
        // So that loading classes does not count.
        pass(format, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        pass(format, SIZE, most, FEW);
    }

    private static void pass(OurFormat format, int size, int encoding, int decoding) {
        var image = new byte[size];
        new Random(1).nextBytes(image);
        var entries = List.of(Entry.of(FIRMWARE, new Value.Opaque(Bytes.wrap(image))));
        var payload = within(encoding, () -> format.codec().encode(FIRMWARE, entries));
        // As it comes from a network: one array.
        var arrived = Bytes.wrap(payload.array());
        var decoded =
                within(FEW, () -> format.codec().decode(FIRMWARE, arrived, path -> Optional.of(ResourceType.OPAQUE)));
        assertEquals(entries, decoded);
    }

    private static <T> T within(int most, Supplier<T> work) {
        var id = Thread.currentThread().getId();
        var before = THREADS.getThreadAllocatedBytes(id);
        var made = work.get();
        var allocated = THREADS.getThreadAllocatedBytes(id) - before;
        assertTrue(allocated <= most, () -> allocated + " octets allocated, at most " + most + " expected");
        return made;
    }
}
