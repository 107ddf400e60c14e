package org.lwm2m.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Handler;
import org.lwm2m.api.transport.Listener;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.api.transport.Transport;

/** Transports hear of each change of what is known of callers, so that sessions can end. */
class ReviewTest {

    private final Semaphore reviews = new Semaphore(0);
    private final CountDownLatch listening = new CountDownLatch(1);
    private final ServerEngine engine = new ServerEngine(Map.of("listen", "loop://127.0.0.1:5683"));
    private final CredentialStore nobody = who -> CompletableFuture.completedFuture(Optional.empty());

    @AfterEach
    void ends() {
        engine.stop();
    }

    @Test
    void aStoreThatComesOrChangesOrGoesHasSessionsReviewed() throws Exception {
        engine.addTransport(new Watched(), Map.of(Transport.SCHEME, new String[] {"loop"}));
        engine.start();
        assertTrue(listening.await(10, TimeUnit.SECONDS));
        reviews.drainPermits();
        engine.addCredentials(nobody, Map.of());
        assertReviewed();
        engine.updatedCredentials(nobody, Map.of(CredentialStore.CHANGES, 1L));
        assertReviewed();
        engine.removeCredentials(nobody);
        assertReviewed();
    }

    private void assertReviewed() throws InterruptedException {
        assertTrue(reviews.tryAcquire(10, TimeUnit.SECONDS));
    }

    private final class Watched implements Transport {

        @Override
        public CompletionStage<Connection> connect(Peer peer, Handler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Listener> listen(URI local, Role role, CredentialStore callers, Handler handler) {
            return CompletableFuture.completedFuture(new Ear(local))
                    .thenApply(Listener.class::cast)
                    .whenComplete((ear, failure) -> listening.countDown());
        }
    }

    private final class Ear implements Listener {

        private final URI local;

        Ear(URI local) {
            this.local = local;
        }

        @Override
        public URI local() {
            return local;
        }

        @Override
        public Connection resume(URI address, Identity identity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void review() {
            reviews.release();
        }

        @Override
        public void close() {}
    }
}
