package org.lwm2m.model.registry;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that keeps its lines, each with its level before it. */
final class RecordedLog {

    final List<String> lines = new CopyOnWriteArrayList<>();
    private final Consumer<String> listener;

    RecordedLog() {
        this(line -> {});
    }

    RecordedLog(Consumer<String> listener) {
        this.listener = listener;
    }

    Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, a) -> {
                    if (a != null && a[0] instanceof String format) {
                        var arguments = a.length == 2 && a[1] instanceof Object[] many
                                ? many
                                : java.util.Arrays.copyOfRange(a, 1, a.length);
                        var line = method.getName() + " "
                                + MessageFormatter.arrayFormat(format, arguments)
                                        .getMessage();
                        lines.add(line);
                        listener.accept(line);
                    }
                    return null;
                });
    }

    List<String> warnings() {
        return lines.stream().filter(line -> line.startsWith("warn ")).toList();
    }
}
