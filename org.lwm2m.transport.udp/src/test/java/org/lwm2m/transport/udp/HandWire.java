package org.lwm2m.transport.udp;

import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.UdpEndpointContext;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.transport.Role;
import org.lwm2m.coap.RequestReader;
import org.lwm2m.testing.RecordingHandler;
import org.lwm2m.transport.udp.dtls.DtlsSettings;

/** An endpoint between a test and an engine, without a network and without time: the test is all of its peers. */
final class HandWire implements Connector {

    static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.7", 56830);
    static final InetSocketAddress OTHER = new InetSocketAddress("10.0.0.8", 56830);

    /** Octets of messages. */
    static final int REMEMBERED = 1 << 16;

    private static final DtlsSettings DTLS =
            new DtlsSettings(10, 10, Duration.ofHours(1), Duration.ofSeconds(2), 4, 6, 1280);

    /** What the endpoint sent. */
    record Sent(InetSocketAddress to, Message message, byte[] bytes) {}

    final HandLoop loop = new HandLoop();
    final RecordingHandler handler = new RecordingHandler();
    final Shared shared;
    final Endpoint endpoint;
    private final Queue<Sent> sent = new ArrayDeque<>();
    private RawDataChannel receiver;
    private int mid = 0x4000;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holds;

    private HandWire(Settings settings, boolean listening) {
        shared = new Shared(loop, settings, new Random(1), this::later);
        endpoint = new Endpoint(
                shared,
                this,
                new RequestReader(Role.MANAGEMENT, listening),
                handler,
                listening ? Optional.of(HandWire::everybody) : Optional.empty(),
                !listening,
                self -> new AddressPeers(self, listening ? Optional.empty() : Optional.of(PEER)));
    }

    static HandWire listening() {
        return new HandWire(settings(100, 1000, 1024), true);
    }

    static HandWire listening(Settings settings) {
        return new HandWire(settings, true);
    }

    static HandWire calling() {
        return new HandWire(settings(100, 1000, 1024), false);
    }

    static HandWire calling(Settings settings) {
        return new HandWire(settings, false);
    }

    static Settings settings(int peerExchanges, int exchanges, int block) {
        var timing = new Timing(
                Duration.ofSeconds(2),
                1.5,
                4,
                1,
                Duration.ofMillis(500),
                Duration.ofSeconds(93),
                Duration.ofSeconds(247));
        return new Settings(
                timing,
                new Bounds(100, peerExchanges, exchanges, 2, 5, 4096, 6000, 1500),
                block,
                REMEMBERED,
                true,
                DTLS);
    }

    /** Has sinks called at once, or when {@link #letGo} says. */
    private void later(Runnable call) {
        if (holds) {
            held.add(call);
        } else {
            loop.execute(call);
        }
    }

    void hold() {
        holds = true;
    }

    /** What sinks were to be called for is done now. */
    void letGo() {
        holds = false;
        var calls = List.copyOf(held);
        held.clear();
        calls.forEach(Runnable::run);
        loop.run();
    }

    /** What a stage has ended in; nothing here ends by waiting. */
    static <T> T now(CompletableFuture<T> stage) {
        if (!stage.isDone()) {
            throw new AssertionError("not done yet");
        }
        return stage.join();
    }

    UdpConnection to(InetSocketAddress peer) {
        return new UdpConnection(endpoint, peer, Addresses.uri("coap", peer), new Identity.None("x"));
    }

    int nextMid() {
        return ++mid;
    }

    void receive(String hex) {
        receive(PEER, Bytes.hex(hex).array());
    }

    void receive(InetSocketAddress from, byte[] datagram) {
        receiver.receiveData(
                RawData.inbound(datagram, new UdpEndpointContext(from), false, loop.nanos(), getAddress()));
        loop.run();
    }

    void receive(InetSocketAddress from, Type type, int mid, Token token, Message message) {
        message.setType(type).setMID(mid).setToken(token);
        receive(from, Datagrams.write(message));
    }

    void ack(int mid) {
        empty(Type.ACK, mid);
    }

    void empty(Type type, int mid) {
        receive(PEER, type, mid, Token.EMPTY, new EmptyMessage(type));
    }

    /** The next message that the endpoint sent. */
    Sent next() {
        loop.run();
        var next = sent.poll();
        if (next == null) {
            throw new AssertionError("nothing was sent");
        }
        return next;
    }

    boolean silent() {
        loop.run();
        return sent.isEmpty();
    }

    private static CompletionStage<Optional<CredentialStore.Caller>> everybody(Identity claimed) {
        return CompletableFuture.completedStage(Optional.of(new CredentialStore.Caller(Credentials.NONE, List.of())));
    }

    @Override
    public void send(RawData message) {
        var to = message.getInetSocketAddress();
        var back = RawData.inbound(message.getBytes(), new UdpEndpointContext(to), false, 0, getAddress());
        try {
            sent.add(new Sent(to, Datagrams.read(back), message.getBytes()));
        } catch (Datagrams.Malformed e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void setRawDataReceiver(RawDataChannel receiver) {
        this.receiver = receiver;
    }

    @Override
    public InetSocketAddress getAddress() {
        return new InetSocketAddress("10.0.0.1", 5683);
    }

    @Override
    public void start() {
        // Always there.
    }

    @Override
    public void stop() {
        // Always there.
    }

    @Override
    public void destroy() {
        // Always there.
    }

    @Override
    public void setEndpointContextMatcher(EndpointContextMatcher matcher) {
        // Not used.
    }

    @Override
    public String getProtocol() {
        return "UDP";
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public void processDatagram(DatagramPacket datagram) {
        throw new UnsupportedOperationException();
    }
}
