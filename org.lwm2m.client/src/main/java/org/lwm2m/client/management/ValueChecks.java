package org.lwm2m.client.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceDefinition;

/** Checks a value to be written against its resource's definition: type, range, enumeration, target of a link. */
final class ValueChecks {

    /** {@code 0..100}, also with three dots or {@code bytes}, as some definitions write it. */
    private static final Pattern RANGE =
            Pattern.compile("(?i)\\s*(-?[0-9.]*[0-9])\\s*\\.{2,3}\\s*(-?[0-9][0-9.]*)(\\s*bytes?)?\\s*");

    private final ObjectTree tree;

    ValueChecks(ObjectTree tree) {
        this.tree = tree;
    }

    /** Throws 4.00 for a value that the resource can't hold. */
    void check(Entry entry, ResourceDefinition resource) {
        if (!resource.type().accepts(entry.value())) {
            throw bad(entry, "is a " + resource.type());
        }
        if (!resource.range().isBlank() && !fits(entry.value(), resource.range())) {
            throw bad(entry, "must be " + resource.range());
        }
    }

    /** Throws 4.00 for a link that leads nowhere. */
    void checkLink(Entry entry) {
        if (entry.value() instanceof Value.ObjectLink link
                && !tree.leads(link, entry.path().prefix())) {
            throw bad(entry, "must link something that is there, not " + link);
        }
    }

    static boolean fits(Value value, String range) {
        var matcher = RANGE.matcher(range);
        if (matcher.matches()) {
            var low = number(matcher.group(1));
            var high = number(matcher.group(2));
            var size = size(value);
            return low.isEmpty()
                    || high.isEmpty()
                    || size.isEmpty()
                    || size.get().compareTo(low.get()) >= 0 && size.get().compareTo(high.get()) <= 0;
        }
        return range.indexOf(',') < 0 || listed(value, Arrays.asList(range.split(",")));
    }

    /** An enumeration that we can't read allows everything. */
    private static boolean listed(Value value, List<String> allowed) {
        var size = size(value);
        var numbers = allowed.stream().map(ValueChecks::number).toList();
        if (value instanceof Value.Text text && numbers.stream().anyMatch(Optional::isEmpty)) {
            var prose = allowed.stream().anyMatch(each -> each.trim().indexOf(' ') >= 0);
            return prose || allowed.stream().anyMatch(each -> each.trim().equals(text.value()));
        }
        return value instanceof Value.Opaque
                || size.isEmpty()
                || numbers.stream().anyMatch(Optional::isEmpty)
                || numbers.stream().anyMatch(each -> each.get().compareTo(size.get()) == 0);
    }

    /** What a range limits: the number, or how many octets there are. */
    private static Optional<BigDecimal> size(Value value) {
        if (value instanceof Value.Text text) {
            return Optional.of(BigDecimal.valueOf(text.value().getBytes(UTF_8).length));
        } else if (value instanceof Value.Opaque opaque) {
            return Optional.of(BigDecimal.valueOf(opaque.value().size()));
        }
        return Numbers.of(value);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static LwM2mException bad(Entry entry, String what) {
        return new LwM2mException(Status.BAD_REQUEST, entry.path() + " " + what);
    }
}
