package org.lwm2m.client.management;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.access.Standing;

/**
 * Device management and information reporting of one client (Core 1.2, 6.3 and 6.4): its objects, attributes and
 * observations, and the checks before anything touches an object.
 * <p>
 * All methods are called on the client's loop; stages complete there.
 */
public interface DeviceManagement {

    /** There may be a store now: takes what was kept there, but for what is newer. */
    default void recall() {}

    /** A registration of before a restart goes on, and so do its observations. */
    default void resume(ServerSession server) {}

    /** The client ends: what goes with it stays kept. */
    default void close() {}

    /** An object appears, with all its instances; its definition may come later or never. */
    void add(int object, ObjectVersion version, String prefix, ManagedObject instances);

    /** An object goes, and its attributes; who observes it hears 4.04. */
    void remove(ManagedObject instances);

    /**
     * An instance of an annotated interface appears: it becomes part of the one object that all instances of its
     * interface are.
     */
    void add(int instance, String prefix, Object annotated);

    void removeInstance(Object annotated);

    /** Servers may now create and delete instances of the factory's interface. */
    void add(String prefix, InstanceFactory<?> factory);

    /** The factory goes, with all that it made. */
    void remove(InstanceFactory<?> factory);

    /** What Register lists: objects and instances, with versions where {@code version} wants them, without /0 and /21. */
    List<Link> links(org.lwm2m.api.Version version);

    /** Called whenever {@link #links} may have changed. */
    void whenLinksChange(Runnable listener);

    /** Where servers see the objects. */
    default AlternatePath root() {
        return AlternatePath.NONE;
    }

    /** The letters of the bindings that the Device object says there are (/3/0/16), if it says so. */
    default CompletionStage<Optional<String>> bindings() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    /** Answers a request of a server's. */
    CompletionStage<Response> handle(ServerSession from, Downlink request);

    /** See {@code Handler.receive}: where a large body goes; fails to refuse it early. */
    CompletionStage<Optional<Sink>> receive(ServerSession from, Downlink head, OptionalLong size);

    /** What a server may read now at and under these paths; nothing where it may not. */
    CompletionStage<List<Entry>> read(int server, List<Path> paths);

    /** Whether the server has been told of the instances of these values: until then it would refuse them. */
    boolean lists(ServerSession server, List<Entry> values);

    /** Sends values to a server; fails with the status that the client or the server refuses them with. */
    CompletionStage<Void> send(ServerSession to, List<Entry> values);

    /** Sends values to a server without waiting for what it says. */
    CompletionStage<Void> tell(ServerSession to, List<Entry> values);

    /** A value changed, to be read when it is wanted; or these values were seen, each at its time. */
    void changed(Object source, int resource);

    void changed(Object source, int resource, Value value, java.time.Instant time);

    void changed(ManagedObject source, Path path);

    void changed(ManagedObject source, List<Entry> entries);

    /** Instances of this object came or went. */
    void instancesChanged(ManagedObject source);

    /** There is a way to this server again: what was stored for it goes out. */
    void reachable(ServerSession server);

    /** The registration is over: its observations are gone. */
    void ended(ServerSession server);

    /**
     * These server accounts there are: what each may do is decided among them.
     *
     * @return what an operator should know, if it is news
     */
    Optional<String> servers(List<Standing> accounts);

    /** What access control begins with, instead of what was said before. */
    void provide(List<Provision> access);

    /** What a server may be told of these entries. */
    List<Entry> readable(int server, List<Entry> entries);

    /** What a bootstrap does with the client's objects. */
    Provisioning provisioning();

    /** The account of this server is gone: so are the attributes that it attached. */
    void forget(int server);
}
