package org.lwm2m.store.memory;

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
}
