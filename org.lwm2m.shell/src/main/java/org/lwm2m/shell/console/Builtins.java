package org.lwm2m.shell.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** What one expects of any shell, such as {@code grep}, {@code sleep}, {@code each} and {@code exit}, for as long as this is open. */
final class Builtins {

    private static final String[] POSIX = {
        "cat", "echo", "grep", "sort", "sleep", "date", "head", "tail", "wc", "clear", "less"
    };
    private static final String[] PROCEDURAL = {
        "each", "if", "not", "throw", "try", "until", "while", "break", "continue"
    };
    private static final String[] BUILTIN = {"format", "getopt", "new", "set", "tac", "type", "jobs", "fg", "bg"};

    private final List<ServiceRegistration<?>> registered = new ArrayList<>();

    /** @param context of the framework, as this outlives an update of this bundle */
    Builtins(BundleContext context, CommandProcessor processor) {
        registered.add(context.registerService(Converter.class, new Converters(context), null));
        register(context, "gogo", new Posix(processor), POSIX);
        register(context, "gogo", new Procedural(), PROCEDURAL);
        register(context, "gogo", new Builtin(), BUILTIN);
        register(context, "lwm2m", new Exit(), "exit");
    }

    void close() {
        for (var each : registered) {
            try {
                each.unregister();
            } catch (IllegalStateException e) {
                // The framework stopped, and unregistered it.
                continue;
            }
        }
    }

    private void register(BundleContext context, String scope, Object target, String... functions) {
        var properties = Map.of(CommandProcessor.COMMAND_SCOPE, scope, CommandProcessor.COMMAND_FUNCTION, functions);
        registered.add(context.registerService(Object.class, target, FrameworkUtil.asDictionary(properties)));
    }
}
