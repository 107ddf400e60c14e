package org.lwm2m.shell;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.shell.text.Table;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What commands there are, and what each takes, from their descriptors. */
@Component(service = HelpCommand.class)
@GogoCommand(scope = "lwm2m", function = "help")
public final class HelpCommand {

    private static final String HELP = "[COMMAND]  such as lwm2m:read or felix:lb";

    private final BundleContext context;

    @Activate
    public HelpCommand(BundleContext context) {
        this.context = context;
    }

    @Descriptor("lists the commands, or says what one takes")
    public String help(@Descriptor(HELP) String... words) throws CommandFailed {
        var arguments = Arguments.of("help", HELP, 0, 1, words);
        return arguments.has(0) ? one(arguments.text(0)) : all();
    }

    private String all() {
        var table = new Table("COMMAND", "DOES");
        var others = new TreeMap<String, Integer>();
        commands().forEach((name, method) -> {
            var scope = name.substring(0, name.indexOf(':'));
            if (scope.equals("lwm2m")) {
                table.row(name, description(method));
            } else {
                others.merge(scope, 1, Integer::sum);
            }
        });
        return table
                + "\n\nlwm2m:help COMMAND says what it takes; the tab key completes. Besides, there are the scopes "
                + String.join(", ", others.keySet()) + ": type a scope, a colon and the tab key.";
    }

    private String one(String name) throws CommandFailed {
        var found = new TreeMap<String, Method>();
        commands().forEach((full, method) -> {
            if (full.equals(name) || full.endsWith(":" + name)) {
                found.put(full, method);
            }
        });
        if (found.isEmpty()) {
            throw new CommandFailed("no command " + name + "; lwm2m:help lists them");
        }
        var text = new StringBuilder();
        found.forEach((full, method) -> text.append(text.isEmpty() ? "" : "\n\n")
                .append(full)
                .append(' ')
                .append(takes(method))
                .append("\n  ")
                .append(description(method)));
        return text.toString();
    }

    /** The name with scope of each command, and the method of that name that has most to say. */
    private TreeMap<String, Method> commands() {
        var commands = new TreeMap<String, Method>();
        for (var reference : references()) {
            var service = context.getService(reference);
            if (service != null) {
                var scope = reference.getProperty(CommandProcessor.COMMAND_SCOPE);
                functions(reference).forEach(name -> method(service, name)
                        .ifPresent(each -> commands.put(scope + ":" + name, each)));
                context.ungetService(reference);
            }
        }
        return commands;
    }

    private Stream<String> functions(ServiceReference<?> reference) {
        var functions = reference.getProperty(CommandProcessor.COMMAND_FUNCTION);
        return functions instanceof Object[] several
                ? Arrays.stream(several).map(String::valueOf)
                : Stream.of(String.valueOf(functions));
    }

    private ServiceReference<?>[] references() {
        try {
            var filter = "(&(" + CommandProcessor.COMMAND_SCOPE + "=*)(" + CommandProcessor.COMMAND_FUNCTION + "=*))";
            return Optional.ofNullable(context.getAllServiceReferences(null, filter))
                    .orElse(new ServiceReference<?>[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Optional<Method> method(Object service, String function) {
        var names =
                Set.of(function.toLowerCase(), "_" + function.toLowerCase(), "get" + function.toLowerCase(), "_main");
        return Arrays.stream(service.getClass().getMethods())
                .filter(method -> names.contains(method.getName().toLowerCase()))
                .max((a, b) ->
                        Integer.compare(description(a).length(), description(b).length()));
    }

    private static String description(Method method) {
        return Optional.ofNullable(method.getAnnotation(Descriptor.class))
                .map(Descriptor::value)
                .orElse("");
    }

    private static String takes(Method method) {
        var text = new StringBuilder();
        for (var parameter : method.getParameters()) {
            var descriptor = parameter.getAnnotation(Descriptor.class);
            text.append(text.isEmpty() || descriptor == null ? "" : ", ")
                    .append(descriptor == null ? "" : descriptor.value());
        }
        return text.toString();
    }
}
