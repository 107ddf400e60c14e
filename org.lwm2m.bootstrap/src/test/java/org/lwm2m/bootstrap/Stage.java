package org.lwm2m.bootstrap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.bootstrap.BootstrapListener;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlanner;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapResult;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceTypes;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.Secret;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.codec.link.LinkFormat;
import org.lwm2m.codec.lwm2mcbor.LwM2mCborCodec;
import org.lwm2m.codec.senmlcbor.SenmlCborCodec;
import org.lwm2m.codec.senmljson.SenmlJsonCodec;
import org.lwm2m.codec.tlv.TlvCodec;
import org.lwm2m.model.accesscontrol.AccessControl;
import org.lwm2m.model.security.Security;
import org.lwm2m.model.server.Server;
import org.lwm2m.testing.LoopNetwork;
import org.lwm2m.testing.LoopTransport;

/** A Bootstrap-Server with everything around it, in one thread: nothing happens but what a test makes happen. */
public final class Stage {

    public static final String HERE = "loop://127.0.0.1:5783";
    public static final Secret KEY = new Secret(org.lwm2m.api.Bytes.utf8("a key of sixteen"));

    public final HandTime time = new HandTime();
    public final LoopNetwork network = new LoopNetwork();
    public final Map<Identity, List<String>> callers = new HashMap<>();
    public final List<String> heard = new ArrayList<>();
    public final Map<String, BootstrapPlan> plans = new HashMap<>();
    public final BootstrapPlanner planner =
            session -> CompletableFuture.completedFuture(Optional.ofNullable(plans.get(session.endpoint())));
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Map<Integer, Codec> codecs = Map.of(
            11542,
            new TlvCodec(),
            112,
            new SenmlCborCodec(Map.of()),
            110,
            new SenmlJsonCodec(Map.of()),
            11544,
            new LwM2mCborCodec(Map.of()));
    private LoopTransport transport = new LoopTransport(network);
    private final LwM2mBootstrapServer server;

    public Stage() {
        this(Map.of());
    }

    public Stage(Map<String, Object> configuration) {
        callers.put(new Identity.None("127.0.0.1"), List.of());
        var all = new HashMap<String, Object>(Map.of("listen", HERE));
        all.putAll(configuration);
        var settings = Settings.of(all, problem -> {
            throw new AssertionError(problem);
        });
        server = new LwM2mBootstrapServer(settings, time, work::add);
        server.trust().add(store(), Map.of());
        server.models().add(models(), Map.of());
        server.codecs().add(new LinkFormat(), Map.of());
        codecs.keySet().forEach(this::addCodec);
        server.listeners().add(listener(), Map.of());
        server.planners().add(planner, Map.of());
        server.start();
        addTransport();
        // What did not come with the start is not waited for.
        time.advance(Duration.ofSeconds(3));
    }

    LwM2mBootstrapServer server() {
        return server;
    }

    public Codec codec(int format) {
        return codecs.get(format);
    }

    /** What resources hold, as a client knows it. */
    public ResourceTypes types() {
        return models().types(Map.of());
    }

    public void addCodec(int format) {
        server.codecs().add(codecs.get(format), Map.of(Codec.FORMAT, format));
    }

    public void removeCodec(int format) {
        server.codecs().remove(codecs.get(format), Map.of(Codec.FORMAT, format));
    }

    public void replaceTransport() {
        server.sites().remove(transport);
        transport.close();
        transport = new LoopTransport(network);
        addTransport();
    }

    /** Another scheme by the same wire. */
    public void carry(String scheme) {
        server.sites().add(transport, Map.of(Transport.SCHEME, new String[] {"loop", scheme}));
    }

    public void plan(String endpoint, BootstrapPlan.Step... steps) {
        plans.put(endpoint, BootstrapPlan.of(steps));
    }

    /** Does all that is waiting to be done, and what follows a moment later. */
    public void settle() {
        work();
        time.advance(Duration.ofMillis(60));
        work();
    }

    public void advance(Duration by) {
        time.advance(by);
        work();
    }

    /** What a stage came to; fails if it did not come to anything yet. */
    public <T> T done(CompletionStage<T> stage) {
        work();
        var future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("not done");
        }
        return future.join();
    }

    public void work() {
        for (var task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    public BootstrapReport report() {
        return server.reports().get(0);
    }

    public static LwM2mException cause(Throwable failure) {
        return (LwM2mException) LwM2mException.cause(failure);
    }

    private void addTransport() {
        server.sites().add(transport, Map.of(Transport.SCHEME, new String[] {"loop"}));
    }

    private CredentialStore store() {
        return claimed -> CompletableFuture.completedFuture(Optional.ofNullable(callers.get(claimed))
                .map(endpoints -> new CredentialStore.Caller(credentials(claimed), endpoints)));
    }

    private static Credentials credentials(Identity claimed) {
        return claimed instanceof Identity.Psk psk
                ? new Credentials.PreSharedKey(psk.identity(), KEY)
                : Credentials.NONE;
    }

    private BootstrapListener listener() {
        return new BootstrapListener() {
            @Override
            public void started(BootstrapSession session) {
                heard.add("started " + session.endpoint() + (session.pack() ? " pack" : ""));
            }

            @Override
            public void done(BootstrapSession session, BootstrapResult result) {
                heard.add(result.toString());
            }

            @Override
            public void ended(BootstrapSession session, BootstrapReport report) {
                heard.add(report.failure().map(why -> "failed: " + why).orElse("finished"));
            }
        };
    }

    private static ObjectModels models() {
        var known = Stream.of(Security.class, org.lwm2m.model.device.Device.class, Server.class, AccessControl.class)
                .map(each -> ObjectInterface.of(each).definition())
                .toList();
        return new ObjectModels() {
            @Override
            public Optional<ObjectDefinition> find(int object, ObjectVersion version) {
                return known.stream().filter(each -> each.id() == object).findFirst();
            }

            @Override
            public Stream<ObjectDefinition> all() {
                return known.stream();
            }

            @Override
            public ObjectDefinition of(Class<?> annotated) {
                throw new LwM2mException(Status.NOT_FOUND, "not asked here");
            }
        };
    }
}
