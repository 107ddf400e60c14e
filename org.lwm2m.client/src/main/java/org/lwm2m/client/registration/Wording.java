package org.lwm2m.client.registration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Profile;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.client.account.Account;

/**
 * In which words a client lists its objects to one server when it registers: by profiles as long as that server knows
 * them, else by name (Core 1.2, 6.2.1). It begins with the configured profiles, goes on with the fingerprint of the list,
 * and teaches it once to a server that does not know it. Belongs to the client's loop.
 */
final class Wording {

    /** Short, and too long for somebody else to find another list for it; unless /1/x/27 wants another. */
    private static final int SUITE = 4;

    private final Self self;
    private final Account account;
    private Step next = Step.CONFIGURED;
    private String taught = "";

    /** From the shortest to what every server understands. */
    private enum Step {
        CONFIGURED,
        FINGERPRINT,
        TEACHING,
        LIST
    }

    /**
     * The objects, as they are said.
     *
     * @param links those beyond the profiles
     */
    record Said(List<String> profiles, List<Link> links) {

        boolean byProfile() {
            return !profiles.isEmpty();
        }
    }

    Wording(Self self, Account account) {
        this.self = self;
        this.account = account;
    }

    /** @param links all there is to list, with the root link if there is one */
    Said of(Version version, List<Link> links) {
        if (!version.atLeast(Version.V1_2)) {
            return new Said(List.of(), links);
        }
        if (next == Step.CONFIGURED) {
            var some = apply(links);
            if (!some.isEmpty()) {
                return new Said(some.stream().map(Profile::id).toList(), beyond(some, links));
            }
        }
        if (next == Step.LIST || !self.fingerprints() && next != Step.TEACHING) {
            return new Said(List.of(), links);
        }
        var id = Profile.dynamic(account.profileSuite().orElse(SUITE), links).id();
        if (next == Step.TEACHING) {
            taught = id;
            next = Step.FINGERPRINT;
            return new Said(List.of(id), links);
        }
        return new Said(List.of(id), List.of());
    }

    /** Whether there is another way to say what the server refused. */
    boolean refused(Said said, Status status) {
        if (!said.byProfile() || status != Status.CONFLICT && status != Status.BAD_REQUEST) {
            return false;
        }
        var fingerprint =
                said.profiles().size() == 1 && Profile.isDynamic(said.profiles().get(0));
        if (status == Status.BAD_REQUEST
                || fingerprint && said.profiles().get(0).equals(taught)) {
            // It doesn't know what a profile is, or doesn't learn any.
            next = Step.LIST;
        } else if (next == Step.CONFIGURED && !fingerprint) {
            next = self.fingerprints() ? Step.FINGERPRINT : Step.LIST;
        } else {
            next = Step.TEACHING;
        }
        return true;
    }

    /** The configured profiles that say nothing but what is so. */
    private List<Profile> apply(List<Link> links) {
        var paths = new HashSet<Path>();
        links.forEach(link -> paths.add(bare(link)));
        var versions = versions(links);
        return self.profiles().stream()
                .filter(each -> each.objects().stream()
                        .allMatch(link -> link.path().depth() == 1
                                ? paths.stream().anyMatch(link.path()::contains)
                                : paths.contains(link.path())))
                .filter(each -> {
                    var said = versions(each.objects());
                    return each.objects().stream()
                            .map(link -> link.path().object())
                            .allMatch(object -> Optional.ofNullable(said.get(object))
                                    .equals(Optional.ofNullable(versions.get(object))));
                })
                .toList();
    }

    /** What the profiles leave to be said. */
    private static List<Link> beyond(List<Profile> profiles, List<Link> links) {
        Set<Path> said = new HashSet<>();
        for (var profile : profiles) {
            for (var link : profile.objects()) {
                said.add(link.path());
                said.add(link.path().upTo(1));
            }
        }
        var rest = new ArrayList<>(links);
        rest.removeIf(link -> link.path().depth() > 0 && said.contains(bare(link)));
        return rest;
    }

    private static Map<Integer, String> versions(List<Link> links) {
        var versions = new HashMap<Integer, String>();
        links.stream()
                .filter(link -> link.parameters().containsKey("ver"))
                .forEach(link ->
                        versions.put(link.path().object(), link.parameters().get("ver")));
        return versions;
    }

    /** Without an alternate root. */
    private static Path bare(Link link) {
        return link.path().in("");
    }
}
