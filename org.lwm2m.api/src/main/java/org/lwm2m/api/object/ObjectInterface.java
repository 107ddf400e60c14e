package org.lwm2m.api.object;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;

/**
 * What an interface marked {@link LwM2mObject} says, read once: its definition, and the method behind each resource.
 * <p>
 * Client engine, server engine and registry all go by this, so that an interface means the same to each.
 */
public final class ObjectInterface {

    private static final ClassValue<ObjectInterface> READ = new ClassValue<>() {
        @Override
        protected ObjectInterface computeValue(Class<?> type) {
            return new ObjectInterface(type);
        }
    };

    private final Class<?> type;
    private final ObjectDefinition definition;
    private final Map<Integer, Method> readers = new TreeMap<>();
    private final Map<Integer, Method> writers = new TreeMap<>();
    private final Map<Integer, Method> executors = new TreeMap<>();

    private ObjectInterface(Class<?> type) {
        this.type = type;
        var object = type.getAnnotation(LwM2mObject.class);
        if (object == null || !type.isInterface()) {
            throw new IllegalArgumentException(type + " is no interface marked @LwM2mObject");
        }
        for (var method : type.getMethods()) {
            sort(method);
        }
        var resources = new HashMap<Integer, ResourceDefinition>();
        readers.forEach((id, method) -> resources.put(id, resource(id, method, method.getGenericReturnType())));
        writers.forEach(
                (id, method) -> resources.putIfAbsent(id, resource(id, method, method.getGenericParameterTypes()[0])));
        executors.forEach((id, method) -> resources.put(id, executable(id, method)));
        definition = new ObjectDefinition(
                object.id(),
                ObjectVersion.parse(object.version()),
                object.name().isEmpty() ? words(type.getSimpleName()) : object.name(),
                Version.of(object.enabler()).orElseThrow(),
                object.multiple(),
                object.mandatory(),
                resources);
    }

    /** @throws IllegalArgumentException if {@code type} is not so marked, or a method's type stands for no resource */
    public static ObjectInterface of(Class<?> type) {
        return READ.get(type);
    }

    /** All marked interfaces that an object's class implements, itself or by what it extends. */
    public static List<ObjectInterface> implementedBy(Class<?> type) {
        var found = new ArrayList<ObjectInterface>();
        collect(type, found);
        return found;
    }

    public Class<?> type() {
        return type;
    }

    public ObjectDefinition definition() {
        return definition;
    }

    /** The method that reads a resource. It takes nothing. */
    public Optional<Method> reader(int resource) {
        return Optional.ofNullable(readers.get(resource));
    }

    /** The method that writes a resource. It takes one value. */
    public Optional<Method> writer(int resource) {
        return Optional.ofNullable(writers.get(resource));
    }

    /** The method that runs a resource. It takes nothing, or the arguments as text or as a map. */
    public Optional<Method> executor(int resource) {
        return Optional.ofNullable(executors.get(resource));
    }

    /** Whether {@code implementation} has a resource: its method is overridden, or abstract in the interface. */
    public static boolean has(Object implementation, Method method) {
        try {
            return !implementation
                    .getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .equals(method.getDeclaringClass());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /**
     * What a method returned, as values by resource instance id; that of a single resource is {@link
     * org.lwm2m.api.Path#ABSENT}.
     */
    public Map<Integer, Value> values(int resource, Object returned) {
        var holds = definition.resources().get(resource).type();
        if (!definition.resources().get(resource).multiple()) {
            return Map.of(org.lwm2m.api.Path.ABSENT, JavaTypes.value(returned, holds));
        }
        var values = new TreeMap<Integer, Value>();
        ((Map<?, ?>) returned).forEach((id, each) -> values.put((Integer) id, JavaTypes.value(each, holds)));
        return values;
    }

    /**
     * The reverse of {@link #values}: what to hand to a resource's writer, or to return from its reader.
     *
     * @throws org.lwm2m.api.LwM2mException with 4.00 if a number is too large for Java's type
     */
    public Object java(int resource, Map<Integer, Value> values) {
        var method = Optional.ofNullable(readers.get(resource)).orElse(writers.get(resource));
        var single = JavaTypes.single(valueType(method));
        if (!definition.resources().get(resource).multiple()) {
            return JavaTypes.java(values.values().iterator().next(), single);
        }
        var java = new TreeMap<Integer, Object>();
        values.forEach((id, each) -> java.put(id, JavaTypes.java(each, single)));
        return java;
    }

    private void sort(Method method) {
        var resource = method.getAnnotation(Resource.class);
        var execute = method.getAnnotation(Execute.class);
        if (execute != null) {
            check(method);
            executors.put(execute.value(), method);
        } else if (resource != null && method.getParameterCount() == 0) {
            readers.put(resource.value(), method);
        } else if (resource != null && method.getParameterCount() == 1) {
            writers.put(resource.value(), method);
        } else if (resource != null) {
            throw new IllegalArgumentException(method + " must take nothing, to read, or one value, to write");
        }
    }

    private static void check(Method method) {
        var taken = method.getParameterTypes();
        if (taken.length > 1 || taken.length == 1 && taken[0] != String.class && taken[0] != Map.class) {
            throw new IllegalArgumentException(method + " must take nothing, a String, or a Map<Integer, String>");
        }
    }

    private ResourceDefinition resource(int id, Method method, Type java) {
        var resource = method.getAnnotation(Resource.class);
        var operations = EnumSet.noneOf(Operation.class);
        if (!resource.bootstrapOnly()) {
            if (readers.containsKey(id)) {
                operations.add(Operation.READ);
            }
            if (writers.containsKey(id)) {
                operations.add(Operation.WRITE);
            }
        }
        return new ResourceDefinition(
                id,
                resource.name().isEmpty() ? words(method.getName()) : resource.name(),
                operations,
                resource.type() == ResourceType.NONE ? JavaTypes.resourceType(java) : resource.type(),
                resource.range(),
                resource.units(),
                JavaTypes.multiple(java),
                Modifier.isAbstract(method.getModifiers()));
    }

    private static ResourceDefinition executable(int id, Method method) {
        var name = method.getAnnotation(Execute.class).name();
        return new ResourceDefinition(
                id,
                name.isEmpty() ? words(method.getName()) : name,
                EnumSet.of(Operation.EXECUTE),
                ResourceType.NONE,
                "",
                "",
                false,
                Modifier.isAbstract(method.getModifiers()));
    }

    private static Type valueType(Method method) {
        return method.getParameterCount() == 0 ? method.getGenericReturnType() : method.getGenericParameterTypes()[0];
    }

    /** {@code sensorValue} is "Sensor Value". */
    private static String words(String name) {
        var spaced = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    private static void collect(Class<?> type, List<ObjectInterface> found) {
        if (type == null) {
            return;
        }
        if (type.isInterface() && type.isAnnotationPresent(LwM2mObject.class)) {
            found.add(of(type));
        }
        for (var each : type.getInterfaces()) {
            collect(each, found);
        }
        collect(type.getSuperclass(), found);
    }
}
