package org.lwm2m.transport.udp.dtls;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.UdpEndpointContext;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ContentType;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Record;
import org.eclipse.californium.scandium.dtls.ResumptionSupportingConnectionStore;

/**
 * DTLS between a socket of ours and CoAP. Its sums are done on threads that all connectors share; sockets and all who
 * are told of anything belong to the loop.
 */
public final class SecuredConnector implements Connector {

    /** One session, for people to look at. */
    public record Live(Association association, InetSocketAddress peer, Agreement agreement) {}

    /** What this needs of its surroundings. */
    public record Ground(Connector wire, DatagramSocket socket, Executor loop, Sums threads) {}

    /** Content types of records that only a session has: application data, and all with a connection id (RFC 9146). */
    private static final Set<Integer> OF_SESSIONS = Set.of(23, 25);

    /** How long a store may take beyond the time that the peer of a handshake has. */
    private static final Duration STORE = Duration.ofSeconds(10);

    private final Ground ground;
    private final Watch watch;
    private final ResumptionSupportingConnectionStore store;
    private final BiConsumer<InetSocketAddress, byte[]> seen;
    private final Layer layer;
    private volatile boolean ended;

    /** @param seen sees what comes before Scandium does, and from where */
    SecuredConnector(
            Ground ground,
            DtlsConnectorConfig config,
            ResumptionSupportingConnectionStore store,
            Watch watch,
            BiConsumer<InetSocketAddress, byte[]> seen) {
        this.ground = ground;
        this.watch = watch;
        this.seen = seen;
        this.store = store;
        this.layer = new Layer(config);
        layer.setExecutor(ground.threads);
        layer.setEndpointContextMatcher(new SameSession());
        layer.setAlertHandler(layer::alert);
        ground.wire.setRawDataReceiver(this::received);
    }

    /** Whom to tell what becomes of handshakes and sessions; before it starts. */
    public void tells(Events events) {
        watch.tells(events);
    }

    /** The sessions of now. */
    public Stream<Live> sessions() {
        return StreamSupport.stream(watch.live().spliterator(), false)
                .map(each -> new Live(each.association(), each.connection().getPeerAddress(), each.agreement()));
    }

    /** Handshakes that are neither done nor given up. */
    public int handshakes() {
        return watch.handshakes();
    }

    /** Begins a session, or resumes the one that there was; {@link Events} tells how that went. */
    public void knock(InetSocketAddress peer, String serverName) {
        layer.send(RawData.outbound(new byte[0], new Knock(peer, serverName), null, false));
    }

    /** Ends a session for good, and says so to the peer. */
    public void end(Association association) {
        watch.live(association).ifPresent(live -> bye(live.connection()));
    }

    /** Ends a session if the certificate of the peer is not trusted any more; judged where sums are done. */
    public void judge(Association association) {
        association.trusted().ifPresent(trusted -> {
            try {
                ground.threads.execute(() -> {
                    if (!trusted.getAsBoolean()) {
                        end(association);
                    }
                });
            } catch (RejectedExecutionException e) {
                // All sessions end.
            }
        });
    }

    /** Ends all sessions; complete when what says so to the peers has been given to the socket. */
    public CompletionStage<Void> endAll() {
        var all = StreamSupport.stream(watch.live().spliterator(), false)
                .map(live -> bye(live.connection()))
                .toArray(CompletableFuture<?>[]::new);
        ended = true;
        return CompletableFuture.allOf(all);
    }

    private CompletableFuture<Void> bye(Connection connection) {
        var gone = new CompletableFuture<Void>();
        try {
            connection.getExecutor().execute(() -> {
                layer.bye(connection);
                store.remove(connection, true);
                gone.complete(null);
            });
        } catch (RejectedExecutionException e) {
            gone.complete(null);
        }
        return gone;
    }

    private void received(RawData data) {
        seen.accept(data.getInetSocketAddress(), data.getBytes());
        var datagram = new DatagramPacket(data.getBytes(), data.getSize(), data.getInetSocketAddress());
        if (data.getSize() > 0 && OF_SESSIONS.contains((int) data.getBytes()[0])) {
            ground.threads.ofSession(() -> layer.processDatagram(datagram));
        } else {
            layer.processDatagram(datagram);
        }
    }

    @Override
    public void start() throws IOException {
        layer.start();
        ground.wire.start();
    }

    /** To be called on the loop. */
    @Override
    public void stop() {
        layer.stop();
        ground.wire.stop();
    }

    @Override
    public void destroy() {
        ground.wire.destroy();
        layer.destroy();
    }

    @Override
    public void send(RawData message) {
        if (!ended) {
            try {
                ground.threads.ofSession(() -> layer.send(message));
            } catch (IllegalStateException e) {
                // It has told the message so.
            }
        }
    }

    @Override
    public void setRawDataReceiver(RawDataChannel receiver) {
        layer.setRawDataReceiver(data -> ground.loop.execute(() -> receiver.receiveData(data)));
    }

    @Override
    public void setEndpointContextMatcher(EndpointContextMatcher matcher) {
        throw new UnsupportedOperationException("messages go to the session that they are meant for");
    }

    @Override
    public InetSocketAddress getAddress() {
        return ground.wire.getAddress();
    }

    @Override
    public String getProtocol() {
        return "DTLS";
    }

    @Override
    public boolean isRunning() {
        return layer.isRunning();
    }

    @Override
    public void processDatagram(DatagramPacket datagram) {
        layer.processDatagram(datagram);
    }

    /** Scandium, on a socket that is not its own. */
    private final class Layer extends DTLSConnector {

        Layer(DtlsConnectorConfig config) {
            super(config, store);
        }

        @Override
        protected void start(InetSocketAddress bind) throws IOException {
            init(bind, ground.socket, null);
        }

        @Override
        protected void sendNextDatagramOverNetwork(DatagramPacket packet) {
            var bytes = new byte[packet.getLength()];
            System.arraycopy(packet.getData(), packet.getOffset(), bytes, 0, bytes.length);
            var to = new UdpEndpointContext((InetSocketAddress) packet.getSocketAddress());
            ground.loop.execute(() -> ground.wire.send(RawData.outbound(bytes, to, null, false)));
        }

        @Override
        public void processRecord(Record record, Connection connection) {
            watch.begin(connection);
            try {
                super.processRecord(record, connection);
            } finally {
                watch.done(connection, alert(record));
            }
        }

        private static Optional<AlertMessage> alert(Record record) {
            return record.getType() == ContentType.ALERT && record.isDecoded()
                    ? Optional.ofNullable(record.getFragment()).map(AlertMessage.class::cast)
                    : Optional.empty();
        }

        /**
         * Scandium takes the time of a store for the caller's: where flights are given up within less, who is unknown
         * would be told of an internal error. Who is known calls again; that is said where flights are configured.
         */
        @Override
        public void processHandshakeException(Connection connection, HandshakeException tooLong) {
            var handshake = connection.getOngoingHandshake();
            Runnable giveUp = () -> {
                if (connection.getOngoingHandshake() == handshake && !handshake.hasContextEstablished()) {
                    super.processHandshakeException(connection, tooLong);
                }
            };
            try {
                ground.threads.schedule(
                        () -> connection.getExecutor().execute(giveUp), STORE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // All handshakes end.
            }
        }

        /** Scandium lets who is unknown wait for ever; RFC 4279, 2 has an alert for them. */
        void alert(InetSocketAddress peer, AlertMessage alert) {
            if (peer == null || alert.getDescription() != AlertDescription.UNKNOWN_PSK_IDENTITY) {
                return; // Not of ours, or said already.
            }
            var connection = store.get(peer);
            var handshake = connection == null ? null : connection.getOngoingHandshake();
            if (handshake != null && handshake.getFailureCause() == null) {
                say(connection, new AlertMessage(alert.getLevel(), alert.getDescription()));
                handshake.handshakeFailed(new HandshakeException("unknown identity", alert));
            }
        }

        void bye(Connection connection) {
            if (connection.hasEstablishedDtlsContext()
                    && connection.getPeerAddress() != null
                    && !connection.isClosed()) {
                say(connection, new AlertMessage(AlertMessage.AlertLevel.WARNING, AlertDescription.CLOSE_NOTIFY));
            }
        }

        private void say(Connection connection, AlertMessage alert) {
            try {
                var context = connection.getDtlsContext();
                var epoch = context.getWriteEpoch();
                var record = new Record(ContentType.ALERT, epoch, alert, context, epoch > 0, 0);
                record.setAddress(connection.getPeerAddress(), null);
                sendRecord(record);
            } catch (IOException | GeneralSecurityException e) {
                // It ends all the same.
            }
        }
    }
}
