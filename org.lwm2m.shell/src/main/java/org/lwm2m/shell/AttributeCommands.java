package org.lwm2m.shell;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Attribute;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.shell.text.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a client has, and when it is to notify of it. */
@Component(service = AttributeCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"discover", "attributes"})
public final class AttributeCommands {

    private static final String DISCOVER =
            "ENDPOINT PATH [DEPTH]  such as gateway /3; a depth of 0 to 3 levels below it, since 1.2";
    private static final String ATTRIBUTES =
            "ENDPOINT PATH [KEY=VALUE...]  such as gateway /3/0 pmin=10 pmax=60; KEY= takes one away; none shows them."
                    + " There are pmin pmax epmin epmax (seconds), gt lt st (numbers), edge con (0 or 1), hqmax";

    private final Engines engines;

    @Activate
    public AttributeCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("lists what a client has at and under a path, with the attributes set there")
    public String discover(@Descriptor(DISCOVER) String... words) throws CommandFailed {
        var arguments = Arguments.of("discover", DISCOVER, 2, 3, words);
        var client = engines.client(arguments.text(0));
        var path = arguments.path(1);
        var asked = arguments.has(2) ? client.discover(path, arguments.number(2)) : client.discover(path);
        var links = Answer.of(asked, engines.timeout());
        return table(links, engines.names(client));
    }

    @Descriptor("sets and takes away the attributes of a path, or shows them")
    public String attributes(@Descriptor(ATTRIBUTES) String... words) throws CommandFailed {
        var arguments = Arguments.of("attributes", ATTRIBUTES, 2, Integer.MAX_VALUE, words);
        var client = engines.client(arguments.text(0));
        var path = arguments.path(1);
        if (!arguments.has(2)) {
            var links = Answer.of(client.discover(path), engines.timeout());
            var own = links.stream().filter(each -> each.path().equals(path)).toList();
            return table(own, engines.names(client));
        }
        var pairs = arguments.pairs(2);
        var set = set(arguments, pairs);
        var unset = unset(arguments, pairs);
        Answer.of(client.writeAttributes(path, set, unset), engines.timeout());
        return path + ": " + said(set, unset);
    }

    private static String said(Attributes set, Set<Attribute> unset) {
        var gone = unset.stream().map(Attribute::key).collect(Collectors.joining(" "));
        return set.values().isEmpty()
                ? "took away " + gone
                : "set " + set.toString().replace('&', ' ') + (gone.isEmpty() ? "" : ", took away " + gone);
    }

    /** Those with a value. */
    static Attributes set(Arguments arguments, Map<String, String> pairs) throws CommandFailed {
        var values = new EnumMap<Attribute, BigDecimal>(Attribute.class);
        for (var pair : pairs.entrySet()) {
            var attribute = attribute(arguments, pair.getKey());
            if (!pair.getValue().isEmpty()) {
                values.put(attribute, number(arguments, pair.getValue()));
            }
        }
        try {
            return new Attributes(values);
        } catch (LwM2mException e) {
            throw arguments.wrong(e.getMessage());
        }
    }

    private static Set<Attribute> unset(Arguments arguments, Map<String, String> pairs) throws CommandFailed {
        var unset = EnumSet.noneOf(Attribute.class);
        for (var pair : pairs.entrySet()) {
            if (pair.getValue().isEmpty()) {
                unset.add(attribute(arguments, pair.getKey()));
            }
        }
        return unset;
    }

    private static Attribute attribute(Arguments arguments, String key) throws CommandFailed {
        try {
            return Attribute.valueOf(key.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            var known = Arrays.stream(Attribute.values()).map(Attribute::key).collect(Collectors.joining(" "));
            throw arguments.wrong("no attribute '" + key + "'; there are " + known);
        }
    }

    private static BigDecimal number(Arguments arguments, String text) throws CommandFailed {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw arguments.wrong("'" + text + "' is no number");
        }
    }

    private static String table(List<Link> links, Names names) {
        var table = new Table("PATH", "NAME", "ATTRIBUTES");
        links.forEach(link -> table.row(link.path(), names.name(link.path()), LinkText.of(link)));
        return table.isEmpty() ? "nothing there" : table.toString();
    }
}
