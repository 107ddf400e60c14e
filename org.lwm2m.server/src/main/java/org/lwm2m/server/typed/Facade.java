package org.lwm2m.server.typed;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.object.Arguments;
import org.lwm2m.api.object.ObjectInterface;

/** The interface of an object as something to call: each method becomes a read, a write or an execution of a resource. */
final class Facade implements InvocationHandler {

    private final String name;
    private final Map<Method, Operation> operations = new HashMap<>();

    private Facade(String name) {
        this.name = name;
    }

    /** What becomes of the calls. */
    interface Resources {

        Object read(int resource);

        void write(int resource, Object value);

        void execute(int resource, String arguments);
    }

    @FunctionalInterface
    private interface Operation {
        Object call(Object[] arguments);
    }

    static <T> T of(Class<T> type, String name, Resources resources) {
        var facade = new Facade(name);
        var object = ObjectInterface.of(type);
        for (var id : object.definition().resources().keySet()) {
            object.reader(id).ifPresent(method -> facade.operations.put(method, arguments -> resources.read(id)));
            object.writer(id)
                    .ifPresent(method -> facade.operations.put(method, arguments -> {
                        resources.write(id, arguments[0]);
                        return null;
                    }));
            object.executor(id)
                    .ifPresent(method -> facade.operations.put(method, arguments -> {
                        resources.execute(id, arguments == null || arguments.length == 0 ? "" : text(arguments[0]));
                        return null;
                    }));
        }
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, facade));
    }

    @SuppressWarnings("unchecked")
    private static String text(Object arguments) {
        return arguments instanceof Map<?, ?> map
                ? Arguments.format((Map<Integer, String>) map)
                : String.valueOf(arguments);
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
            case "toString" -> name;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> throw new LwM2mException(Status.METHOD_NOT_ALLOWED, method + " is no resource");
        };
    }
}
