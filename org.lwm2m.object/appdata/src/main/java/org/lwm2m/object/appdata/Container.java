package org.lwm2m.object.appdata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Persistent;
import org.lwm2m.api.object.Unsettable;
import org.lwm2m.model.binaryappdatacontainer.BinaryAppDataContainer;

/** Keeps what was written to one instance of /19, up to a bound; over a restart, too. */
@Persistent
final class Container implements BinaryAppDataContainer, Unsettable {

    private static final int LONGEST_TEXT = 32;

    private final int bytesMax;
    private final ObjIntConsumer<BinaryAppDataContainer> written;

    private Map<Integer, Bytes> data = Map.of(); // guarded by this
    private Optional<Integer> priority = Optional.empty(); // guarded by this
    private Optional<Instant> creationTime = Optional.empty(); // guarded by this
    private Optional<String> description = Optional.empty(); // guarded by this
    private Optional<String> format = Optional.empty(); // guarded by this
    private Optional<Integer> app = Optional.empty(); // guarded by this

    /** @param written told of each resource that was written, by its id */
    Container(int bytesMax, ObjIntConsumer<BinaryAppDataContainer> written) {
        this.bytesMax = bytesMax;
        this.written = written;
    }

    @Override
    public synchronized Map<Integer, Bytes> data() {
        return data;
    }

    @Override
    public void data(Map<Integer, Bytes> value) {
        var size = value.values().stream().mapToLong(Bytes::size).sum();
        if (size > bytesMax) {
            throw new LwM2mException(Status.TOO_LARGE, "data of " + size + " octets, where " + bytesMax + " fit");
        }
        synchronized (this) {
            data = Map.copyOf(value);
        }
        written.accept(this, 0);
    }

    @Override
    public synchronized int dataPriority() {
        return priority.orElseThrow(Absent::new);
    }

    @Override
    public void dataPriority(int value) {
        within("a priority", value, 254);
        synchronized (this) {
            priority = Optional.of(value);
        }
        written.accept(this, 1);
    }

    @Override
    public synchronized Instant dataCreationTime() {
        return creationTime.orElseThrow(Absent::new);
    }

    @Override
    public void dataCreationTime(Instant value) {
        synchronized (this) {
            creationTime = Optional.of(value);
        }
        written.accept(this, 2);
    }

    @Override
    public synchronized String dataDescription() {
        return description.orElseThrow(Absent::new);
    }

    @Override
    public void dataDescription(String value) {
        within("the length of a description", value.getBytes(UTF_8).length, LONGEST_TEXT);
        synchronized (this) {
            description = Optional.of(value);
        }
        written.accept(this, 3);
    }

    @Override
    public synchronized String dataFormat() {
        return format.orElseThrow(Absent::new);
    }

    @Override
    public void dataFormat(String value) {
        within("the length of a format", value.getBytes(UTF_8).length, LONGEST_TEXT);
        synchronized (this) {
            format = Optional.of(value);
        }
        written.accept(this, 4);
    }

    @Override
    public synchronized int appId() {
        return app.orElseThrow(Absent::new);
    }

    @Override
    public void appId(int value) {
        within("an application's id", value, 0xffff);
        synchronized (this) {
            app = Optional.of(value);
        }
        written.accept(this, 5);
    }

    @Override
    public void unset(int resource) {
        synchronized (this) {
            switch (resource) {
                case 1 -> priority = Optional.empty();
                case 2 -> creationTime = Optional.empty();
                case 3 -> description = Optional.empty();
                case 4 -> format = Optional.empty();
                case 5 -> app = Optional.empty();
                default -> {
                    return;
                }
            }
        }
        written.accept(this, resource);
    }

    private static void within(String what, int value, int most) {
        if (value < 0 || value > most) {
            throw new LwM2mException(Status.BAD_REQUEST, what + " is 0 to " + most + ", not " + value);
        }
    }
}
