package org.lwm2m.store.file;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** As much of a framework as the component sees: a data area, and services that come and go. */
final class Framework {

    final List<Object> services = new CopyOnWriteArrayList<>();
    final List<Object> rankings = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    private final Path area;

    Framework(Path area) {
        this.area = area;
    }

    BundleContext context() {
        return fake(
                BundleContext.class,
                (name, arguments) -> name.equals("getDataFile")
                        ? area.resolve((String) arguments[0]).toFile()
                        : register((Class<?>) arguments[0], arguments[1], (Dictionary<?, ?>) arguments[2]));
    }

    <T> Optional<T> service(Class<T> type) {
        return services.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private ServiceRegistration<?> register(Class<?> type, Object service, Dictionary<?, ?> properties) {
        services.add(service);
        rankings.add(properties.get(Constants.SERVICE_RANKING));
        happened.add("+" + type.getSimpleName());
        return fake(ServiceRegistration.class, (name, arguments) -> {
            services.remove(service);
            happened.add("-" + type.getSimpleName());
            return null;
        });
    }

    private interface Call {

        Object answer(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.answer(method.getName(), arguments)));
    }
}
