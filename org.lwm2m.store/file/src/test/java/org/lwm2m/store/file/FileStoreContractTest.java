package org.lwm2m.store.file;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
import org.lwm2m.testing.StoreContract;

class FileStoreContractTest extends StoreContract {

    @TempDir
    private Path folder;

    private Kept kept;

    @BeforeEach
    void open() {
        kept = new Kept(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        kept.close();
    }

    @Override
    protected RegistrationStore registrations() {
        return kept.registrations();
    }

    @Override
    protected StateStore states() {
        return kept.states();
    }
}
