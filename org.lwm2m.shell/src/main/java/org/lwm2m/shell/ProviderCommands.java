package org.lwm2m.shell;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.security.SecurityMode;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.shell.text.Table;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Which codecs, transports and security modes are there, from which bundle. */
@Component(service = ProviderCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"codecs", "transports"})
public final class ProviderCommands {

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("0", "text"),
            Map.entry("40", "link format"),
            Map.entry("42", "opaque"),
            Map.entry("60", "CBOR"),
            Map.entry("110", "SenML JSON"),
            Map.entry("112", "SenML CBOR"),
            Map.entry("320", "SenML-ETCH JSON"),
            Map.entry("322", "SenML-ETCH CBOR"),
            Map.entry("11542", "TLV"),
            Map.entry("11543", "JSON"),
            Map.entry("11544", "LwM2M CBOR"));
    private static final Map<String, String> MODES = Map.of(
            "0",
            "pre-shared key",
            "1",
            "raw public key",
            "2",
            "certificate",
            "3",
            "none",
            "4",
            "EST",
            "oscore",
            "OSCORE");
    private static final String NONE = "";

    private final BundleContext context;

    @Activate
    public ProviderCommands(BundleContext context) {
        this.context = context;
    }

    @Descriptor("lists the content formats that can be coded, and by which bundle")
    public String codecs(String... words) throws CommandFailed {
        Arguments.of("codecs", NONE, 0, 0, words);
        var table = new Table("FORMAT", "NAME", "BUNDLE");
        find(Codec.FORMAT).forEach((format, bundle) -> table.row(format, FORMATS.getOrDefault(format, ""), bundle));
        return table.isEmpty() ? "no codecs: nothing can be read or written" : table.toString();
    }

    @Descriptor("lists the URI schemes that can be carried and the security modes, and by which bundle")
    public String transports(String... words) throws CommandFailed {
        Arguments.of("transports", NONE, 0, 0, words);
        var table = new Table("WHAT", "KEY", "NAME", "BUNDLE");
        find(Transport.SCHEME).forEach((scheme, bundle) -> table.row("transport", scheme, "", bundle));
        find(SecurityMode.MODE)
                .forEach((mode, bundle) -> table.row("security", mode, MODES.getOrDefault(mode, ""), bundle));
        return table.isEmpty() ? "no transports: nobody can be reached" : table.toString();
    }

    /** Each value of a service property, in order, and who says so. */
    private Map<String, String> find(String property) {
        var found = new TreeMap<String, String>(
                Comparator.<String, Integer>comparing(String::length).thenComparing(Function.identity()));
        for (var reference : references("(" + property + "=*)")) {
            for (var value : values(reference.getProperty(property))) {
                found.merge(value, name(reference), (one, other) -> one.contains(other) ? one : one + ", " + other);
            }
        }
        return found;
    }

    private List<ServiceReference<?>> references(String filter) {
        try {
            return Optional.ofNullable(context.getAllServiceReferences(null, filter))
                    .map(List::of)
                    .orElse(List.of());
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> values(Object property) {
        if (property instanceof Object[] array) {
            return Arrays.stream(array).map(String::valueOf).toList();
        } else if (property instanceof int[] numbers) {
            return Arrays.stream(numbers).mapToObj(String::valueOf).toList();
        } else if (property instanceof Iterable<?> several) {
            return java.util.stream.StreamSupport.stream(several.spliterator(), false)
                    .map(String::valueOf)
                    .collect(Collectors.toList());
        }
        return List.of(String.valueOf(property));
    }

    private static String name(ServiceReference<?> reference) {
        return Optional.ofNullable(reference.getBundle())
                .map(Bundle::getSymbolicName)
                .orElse("gone");
    }
}
