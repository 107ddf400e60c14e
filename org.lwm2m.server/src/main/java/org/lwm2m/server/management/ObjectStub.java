package org.lwm2m.server.management;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.Downlink.Write.Mode;
import org.lwm2m.api.object.Arguments;
import org.lwm2m.api.object.ObjectInterface;

/** An instance of an object at a client, as its annotated interface: each call is one request, and waits for its answer. */
final class ObjectStub implements InvocationHandler {

    private final ObjectInterface object;
    private final Path instance;
    private final ClientHandle client;
    private final Map<Method, Operation> operations = new HashMap<>();

    private ObjectStub(ObjectInterface object, Path instance, ClientHandle client) {
        this.object = object;
        this.instance = instance;
        this.client = client;
        for (var id : object.definition().resources().keySet()) {
            object.reader(id).ifPresent(method -> operations.put(method, arguments -> read(id)));
            object.writer(id).ifPresent(method -> operations.put(method, arguments -> write(id, arguments[0])));
            object.executor(id).ifPresent(method -> operations.put(method, arguments -> execute(id, arguments)));
        }
    }

    /** What a method does. */
    @FunctionalInterface
    private interface Operation {
        Object call(Object[] arguments);
    }

    static <T> T of(Class<T> type, int instance, ClientHandle client) {
        var object = ObjectInterface.of(type);
        var stub = new ObjectStub(object, Path.of(object.definition().id(), instance), client);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, stub));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        var operation = operations.get(method);
        if (operation != null) {
            return operation.call(arguments);
        } else if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "toString" -> client + instance.toString();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> throw new LwM2mException(Status.METHOD_NOT_ALLOWED, method + " is no resource");
        };
    }

    private Object read(int resource) {
        var path = instance.child(resource);
        var entries =
                client.await((call, dialect) -> client.management().operations().read(call, dialect, path));
        var values = new TreeMap<Integer, Value>();
        for (var entry : entries) {
            if (path.contains(entry.path()) && !(entry.value() instanceof Value.None)) {
                values.put(entry.path().resourceInstance(), typed(resource, entry));
            }
        }
        if (values.isEmpty() && !object.definition().resources().get(resource).multiple()) {
            throw new LwM2mException(Status.NOT_FOUND, "the client answered no value for " + path);
        }
        return object.java(resource, values);
    }

    private Object write(int resource, Object argument) {
        var path = instance.child(resource);
        var entries = object.values(resource, argument).entrySet().stream()
                .map(each -> Entry.of(each.getKey() == Path.ABSENT ? path : path.child(each.getKey()), each.getValue()))
                .toList();
        return client.await(
                (call, dialect) -> client.management().operations().write(call, dialect, path, entries, Mode.REPLACE));
    }

    private Object execute(int resource, Object[] arguments) {
        var text = arguments == null || arguments.length == 0 ? "" : text(arguments[0]);
        return client.await((call, dialect) ->
                client.management().operations().execute(call, dialect, instance.child(resource), text));
    }

    @SuppressWarnings("unchecked")
    private static String text(Object arguments) {
        return arguments instanceof Map<?, ?> map
                ? Arguments.format((Map<Integer, String>) map)
                : String.valueOf(arguments);
    }

    /** The interface says the type also where no definition is installed. */
    private Value typed(int resource, Entry entry) {
        var type = object.definition().resources().get(resource).type();
        return Conversion.to(type, entry.value())
                .orElseThrow(() -> new LwM2mException(
                        Status.INTERNAL_ERROR,
                        entry.path() + " is no " + type + " but "
                                + entry.value().getClass().getSimpleName()));
    }
}
