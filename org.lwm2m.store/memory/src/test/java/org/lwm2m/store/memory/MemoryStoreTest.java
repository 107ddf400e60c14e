package org.lwm2m.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.testing.StoreContract;

class MemoryStoreTest extends StoreContract {

    private final MemoryRegistrations registrations = new MemoryRegistrations();
    private final MemoryState states = new MemoryState();

    @Override
    protected RegistrationStore registrations() {
        return registrations;
    }

    @Override
    protected StateStore states() {
        return states;
    }

    @Test
    void keepsWhatTheBytesWereWhenTheyCame() {
        var mine = new byte[] {1, 2};
        states.put("a", Bytes.wrap(mine));
        mine[0] = 9;
        assertEquals(Optional.of(Bytes.hex("0102")), states.get("a"));
    }
}
