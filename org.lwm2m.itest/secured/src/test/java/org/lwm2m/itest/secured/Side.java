package org.lwm2m.itest.secured;

import org.lwm2m.api.transport.Transport;

/** A transport without a framework, which is what ends it otherwise. */
public interface Side extends AutoCloseable {

    Transport transport();

    @Override
    void close();
}
