package org.lwm2m.server.typed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** Stands in for an instance while a function of the application's is called, and notes what that asks for. */
final class Notebook implements Facade.Resources {

    private final Shape<?> shape;
    private final Set<Integer> read = new LinkedHashSet<>();
    private final Map<Integer, Object> written = new LinkedHashMap<>();
    private final Map<Integer, String> executed = new LinkedHashMap<>();

    private Notebook(Shape<?> shape) {
        this.shape = shape;
    }

    /** The one resource that a function reads. */
    static <T> int reads(Shape<T> shape, Function<T, ?> function) {
        var notes = new Notebook(shape);
        try {
            function.apply(notes.instance(shape));
        } catch (RuntimeException unreal) {
            // It was given no real value to make something of. What it asked for before is all there is to know.
            if (notes.read.isEmpty()) {
                throw unreal;
            }
        }
        notes.check(notes.read.size() == 1 && notes.written.isEmpty() && notes.executed.isEmpty(), "read one resource");
        return notes.read.iterator().next();
    }

    /** What setters were given, by resource. */
    static <T> Map<Integer, Object> writes(Shape<T> shape, Consumer<T> setters) {
        var notes = new Notebook(shape);
        setters.accept(notes.instance(shape));
        notes.check(notes.read.isEmpty() && notes.executed.isEmpty(), "do nothing but set resources");
        return notes.written;
    }

    /** The one resource to execute, with its arguments. */
    static <T> Map.Entry<Integer, String> executes(Shape<T> shape, Consumer<T> call) {
        var notes = new Notebook(shape);
        call.accept(notes.instance(shape));
        notes.check(
                notes.executed.size() == 1 && notes.read.isEmpty() && notes.written.isEmpty(), "execute one resource");
        return notes.executed.entrySet().iterator().next();
    }

    /** What was set, as entries of the instance of this number. */
    static List<Entry> entries(Shape<?> shape, int number, Map<Integer, Object> written) {
        var entries = new ArrayList<Entry>();
        written.forEach((resource, value) -> entries.addAll(shape.entries(number, resource, value)));
        return entries;
    }

    @Override
    public Object read(int resource) {
        read.add(resource);
        return shape.multiple(resource)
                ? Map.of()
                : shape.object().java(resource, Map.of(Path.ABSENT, nothing(shape.type(resource))));
    }

    @Override
    public void write(int resource, Object value) {
        written.put(resource, value);
    }

    @Override
    public void execute(int resource, String arguments) {
        executed.put(resource, arguments);
    }

    private <T> T instance(Shape<T> of) {
        return Facade.of(of.type(), "what is asked of " + of.instance(), this);
    }

    private void check(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException("a function given for " + shape.instance() + " is to " + what
                    + " by a method of " + shape.type().getSimpleName() + "; it read " + read + ", set "
                    + written.keySet() + " and executed " + executed.keySet());
        }
    }

    private static Value nothing(ResourceType type) {
        return switch (type) {
            case STRING, NONE -> new Value.Text("");
            case INTEGER -> new Value.Int(0);
            case UNSIGNED -> new Value.Unsigned(0);
            case FLOAT -> new Value.Real(0);
            case BOOLEAN -> new Value.Flag(false);
            case OPAQUE -> new Value.Opaque(Bytes.EMPTY);
            case TIME -> new Value.Time(Instant.EPOCH);
            case OBJLNK -> Value.ObjectLink.NULL;
            case CORELNK -> new Value.CoreLinks("");
        };
    }
}
