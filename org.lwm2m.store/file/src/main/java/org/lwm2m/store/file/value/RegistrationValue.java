package org.lwm2m.store.file.value;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Link;
import org.lwm2m.api.Version;
import org.lwm2m.api.server.Registration;
import org.lwm2m.api.server.Registration.Terms;

/**
 * All of a registration but when it was last updated: most Updates change nothing else, and that is kept apart.
 * <p>
 * Fleets are alike: a reader of many registrations makes equal lists of links one list. Not for several threads.
 */
public final class RegistrationValue {

    /** More kinds of devices than a fleet has. */
    private static final int REMEMBERED = 1000;

    private final Map<Bytes, List<Link>> seen = new HashMap<>();

    public static byte[] write(Registration registration) {
        var links = new ValueWriter();
        Parts.links(links, registration.links());
        var to = new ValueWriter()
                .text(registration.id())
                .text(registration.endpoint())
                .text(registration.address().toString())
                .text(registration.local().toString())
                .text(registration.version().toString())
                .text(registration.root())
                .instant(registration.registered());
        Identities.write(to, registration.identity());
        terms(to, registration.terms());
        return to.bytes(Bytes.wrap(links.octets())).octets();
    }

    /**
     * @param updated if that is not known, it counts as never updated, and so ends sooner than it had to
     * @throws DamagedException if it is none
     */
    public Registration read(byte[] value, Optional<Instant> updated) {
        return ValueReader.read(value, from -> read(from, updated));
    }

    private Registration read(ValueReader from, Optional<Instant> updated) {
        var id = from.text();
        var endpoint = from.text();
        var address = URI.create(from.text());
        var local = URI.create(from.text());
        var version = version(from.text());
        var root = from.text();
        var registered = from.instant();
        var identity = Identities.read(from);
        var terms = terms(from);
        var links = links(from.bytes());
        return new Registration(
                id,
                endpoint,
                identity,
                address,
                local,
                version,
                terms,
                root,
                links,
                registered,
                updated.orElse(registered));
    }

    private static void terms(ValueWriter to, Terms terms) {
        to.duration(terms.lifetime())
                .text(Binding.format(terms.bindings()))
                .flag(terms.queueMode())
                .optional(terms.sms(), ValueWriter::text)
                .all(terms.profiles(), ValueWriter::text);
    }

    private static Terms terms(ValueReader from) {
        var lifetime = from.duration();
        from.check(!lifetime.isNegative(), "a negative lifetime");
        var letters = from.text();
        var bindings = Binding.parse(letters);
        from.check(Binding.format(bindings).equals(letters), "bindings that there aren't");
        return new Terms(
                lifetime, bindings, from.flag(), from.optional(ValueReader::text), from.all(ValueReader::text));
    }

    private List<Link> links(Bytes octets) {
        var known = seen.get(octets);
        if (known != null) {
            return known;
        }
        var links = ValueReader.read(octets.array(), Parts::links);
        if (seen.size() < REMEMBERED) {
            seen.put(octets, links);
        }
        return links;
    }

    private static Version version(String text) {
        return Version.of(text)
                .filter(version -> version.toString().equals(text))
                .orElseThrow(() -> new IllegalArgumentException("no version: " + text));
    }
}
