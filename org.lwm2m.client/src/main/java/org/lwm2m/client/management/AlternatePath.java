package org.lwm2m.client.management;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Downlink;

/**
 * Where the objects of a client are for its servers, where that is not the root: what stands before each path of device
 * management and information reporting, but for keys of LwM2M CBOR (Core 1.2, 6.2.1.5). Nobody within the client knows.
 *
 * @param prefix empty for the root
 */
public record AlternatePath(String prefix) {

    public static final AlternatePath NONE = new AlternatePath("");

    /** Places of the protocol itself. */
    private static final Set<String> TAKEN = Set.of("rd", "bs", "bspack", "dp", ".well-known");

    public AlternatePath {
        var parts = prefix.isEmpty() ? new String[0] : prefix.split("/", -1);
        for (var part : parts) {
            if (!part.matches("[A-Za-z0-9._~-]+") || part.matches("[0-9]+") || TAKEN.contains(part)) {
                throw new IllegalArgumentException("no alternate path: " + prefix);
            }
        }
    }

    public boolean isRoot() {
        return prefix.isEmpty();
    }

    /** As servers see it. */
    Path out(Path path) {
        return path.in(path.prefix().isEmpty() ? prefix : prefix + "/" + path.prefix());
    }

    List<Entry> out(List<Entry> entries) {
        return entries.stream()
                .map(each -> new Entry(out(each.path()), each.value(), each.time()))
                .toList();
    }

    /** What Register lists; the link of the root tells where that is. */
    public List<Link> listed(List<Link> links) {
        if (isRoot()) {
            return links;
        }
        var about = new LinkedHashMap<String, String>();
        about.put("rt", "oma.lwm2m");
        links.stream().filter(AlternatePath::isRoot).forEach(each -> about.putAll(each.parameters()));
        return Stream.concat(
                        Stream.of(new Link(out(Path.ROOT), about)),
                        links.stream()
                                .filter(each -> !isRoot(each))
                                .map(each -> new Link(out(each.path()), each.parameters())))
                .toList();
    }

    private static boolean isRoot(Link link) {
        return link.path().equals(Path.ROOT);
    }

    /** As a server said it; empty if it is not behind the prefix. */
    Optional<Path> in(Path path) {
        if (path.prefix().equals(prefix)) {
            return Optional.of(path.in(""));
        }
        return path.prefix().startsWith(prefix + "/")
                ? Optional.of(path.in(path.prefix().substring(prefix.length() + 1)))
                : Optional.empty();
    }

    /** A payload that leaves the prefix out is understood, as its request had it. */
    Path lenient(Path path) {
        return in(path).orElse(path);
    }

    List<Entry> lenient(List<Entry> entries) {
        return entries.stream()
                .map(each -> new Entry(lenient(each.path()), each.value(), each.time()))
                .toList();
    }

    /** Fails with 4.04 for a path that is not behind the prefix. */
    Downlink in(Downlink request) {
        return isRoot() ? request : with(request, this::required);
    }

    private Path required(Path path) {
        return in(path).orElseThrow(() -> new LwM2mException(
                Status.NOT_FOUND, "nothing at " + path + ": all paths of this client begin with /" + prefix));
    }

    /** Composites have their paths in the payload. */
    private static Downlink with(Downlink request, UnaryOperator<Path> to) {
        if (request instanceof Downlink.Read each) {
            return new Downlink.Read(to.apply(each.path()), each.accept());
        } else if (request instanceof Downlink.Discover each) {
            return new Downlink.Discover(to.apply(each.path()), each.depth());
        } else if (request instanceof Downlink.Write each) {
            return new Downlink.Write(to.apply(each.path()), each.content(), each.mode());
        } else if (request instanceof Downlink.WriteAttributes each) {
            return new Downlink.WriteAttributes(to.apply(each.path()), each.set(), each.unset());
        } else if (request instanceof Downlink.Execute each) {
            return new Downlink.Execute(to.apply(each.path()), each.arguments());
        } else if (request instanceof Downlink.Create each) {
            return new Downlink.Create(to.apply(each.path()), each.content());
        } else if (request instanceof Downlink.Delete each) {
            return new Downlink.Delete(to.apply(each.path()));
        } else if (request instanceof Downlink.Observe each) {
            return new Downlink.Observe(to.apply(each.path()), each.token(), each.accept(), each.attributes());
        } else if (request instanceof Downlink.Cancel each && !each.path().equals(Path.ROOT)) {
            return new Downlink.Cancel(to.apply(each.path()), each.token());
        }
        return request;
    }
}
