package org.lwm2m.api.bootstrap;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The Bootstrap-Server of this system: who is being bootstrapped, who was, and to begin by oneself. A service. */
@ProviderType
public interface BootstrapServer {

    /** Those under way, in no order. */
    List<BootstrapSession> sessions();

    /** The last ones that are over, the newest first. */
    List<BootstrapReport> reports();

    /**
     * Begins with a client that did not ask, as LwM2M 1.0 has it once the network has told that the device is there. In
     * place of a session that this endpoint has.
     *
     * @param address where the client waits for that, such as {@code coap://192.0.2.9:56830}; with a protected scheme the
     *        pre-shared key of the endpoint's name is looked for in the credential stores
     * @return what came of it; fails if it can't begin: 4.04 without a plan, 5.03 without a way
     */
    CompletionStage<BootstrapReport> start(String endpoint, URI address);
}
