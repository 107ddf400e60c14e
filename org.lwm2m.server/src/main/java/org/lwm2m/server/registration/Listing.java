package org.lwm2m.server.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Profile;
import org.lwm2m.api.Status;
import org.lwm2m.api.Version;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.server.profile.Profiles;
import org.lwm2m.server.profile.Teacher;

/** Finds which objects a client has: by the list that it sent, the profiles that it named, or both (Core 1.2, 6.2.1). */
final class Listing {

    private final Codecs codecs;
    private final Profiles profiles;
    private final ObjectLists lists;

    Listing(Codecs codecs, Profiles profiles, ObjectLists lists) {
        this.codecs = codecs;
        this.profiles = profiles;
        this.lists = lists;
    }

    /**
     * What the client has, by what a Register or Update says; empty if that says nothing of it. Fails with 4.09 if a
     * profile is not known.
     *
     * @param ids since 1.2; those of an older client mean nothing
     */
    CompletionStage<Optional<ObjectList>> find(
            Supplier<Teacher> caller, Version version, List<String> ids, Optional<Content> content) {
        var sent = content.filter(Listing::listed).map(Listing::text);
        if (ids.isEmpty() || !version.atLeast(Version.V1_2)) {
            return sent.map(this::read).orElse(CompletableFuture.completedFuture(Optional.empty()));
        }
        check(ids);
        var who = caller.get();
        var links = sent.map(this::decode).orElse(CompletableFuture.completedFuture(List.of()));
        return known(who, ids).thenCombine(links, (known, listed) -> Optional.of(together(who, ids, known, listed)));
    }

    private ObjectList together(Teacher who, List<String> ids, List<Profile> known, List<Link> listed) {
        var list = ObjectList.of(listed);
        var whole = isWhole(list);
        if (known.size() < ids.size() && !whole) {
            throw new LwM2mException(
                    Status.CONFLICT, "no profile of " + ids + " is known here: register with the object list");
        }
        var taught = whole && ids.size() == 1 && Profile.isDynamic(ids.get(0));
        if (taught) {
            // What it says now counts before what it said once.
            profiles.learn(who, new Profile(ids.get(0), lists.one(listed)));
            return shared(list);
        }
        var all = new ArrayList<>(listed);
        known.forEach(each -> each.objects().forEach(link -> all.add(under(list.root(), link))));
        return shared(ObjectList.of(all));
    }

    /** A profile that is configured knows nothing of the alternate root that this client has. */
    private static Link under(String root, Link link) {
        var bare = link.path().prefix().isEmpty() && link.path().depth() > 0;
        return bare && !root.isEmpty() ? new Link(link.path().in(root), link.parameters()) : link;
    }

    /**
     * Whether a list that comes with profiles is all that the client has, or what it has beyond them: the text lets it
     * send either, and has no sign of which. Each client has /1 and /3, which no other list needs.
     */
    private static boolean isWhole(ObjectList list) {
        return List.of(1, 3).stream().allMatch(object -> list.links().stream()
                .anyMatch(link -> link.path().object() == object && link.path().depth() == 2));
    }

    /** Those of the ids that are known, in their order. */
    private CompletionStage<List<Profile>> known(Teacher who, List<String> ids) {
        CompletionStage<List<Profile>> known = CompletableFuture.completedFuture(List.of());
        for (var id : ids) {
            known = known.thenCombine(profiles.find(who, id), (some, found) -> {
                var more = new ArrayList<>(some);
                found.ifPresent(more::add);
                return more;
            });
        }
        return known;
    }

    private CompletionStage<Optional<ObjectList>> read(String list) {
        return codecs.links().thenApply(codec -> Optional.of(lists.read(codec, list)));
    }

    private CompletionStage<List<Link>> decode(String list) {
        return codecs.links().thenApply(codec -> codec.decode(list));
    }

    private ObjectList shared(ObjectList list) {
        return new ObjectList(list.root(), lists.one(list.links()));
    }

    private static void check(List<String> ids) {
        ids.stream().filter(each -> !Profile.isId(each)).findFirst().ifPresent(each -> {
            throw new LwM2mException(Status.BAD_REQUEST, "pid is no profile id: " + each);
        });
    }

    private static String text(Content content) {
        // Some clients leave the Content-Format out, which is then text (field note F6).
        if (!content.format().equals(ContentFormat.LINK) && !content.format().equals(ContentFormat.TEXT)) {
            throw new LwM2mException(Status.UNSUPPORTED_FORMAT, "an object list is in link format, 40");
        }
        return Announcement.text("the object list", content.bytes().utf8());
    }

    /** Some clients name the format of a list that they leave out; a client without any object there is not. */
    static boolean listed(Content content) {
        return content.bytes().size() > 0;
    }
}
