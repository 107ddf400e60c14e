package org.lwm2m.client.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.client.account.Account;

/**
 * What a client tells a server of itself, as far as it may change while it is registered (Core 1.2, 6.2.1 and 6.2.2).
 *
 * @param lifetime zero for ever
 * @param formats that go beyond those every client has
 */
record Announcement(
        Duration lifetime,
        String binding,
        boolean queueMode,
        Optional<String> sms,
        List<Link> objects,
        Set<ContentFormat> formats) {

    /** Every client has these, so nobody announces them. */
    private static final Set<ContentFormat> GIVEN =
            Set.of(ContentFormat.TEXT, ContentFormat.OPAQUE, ContentFormat.LINK);

    /** Like none that there is, so whatever is said after it is said whole. */
    static final Announcement UNKNOWN =
            new Announcement(Duration.ofSeconds(-1), "", false, Optional.empty(), List.of(), Set.of());

    static Announcement of(
            Account account, String letters, Version version, List<Link> objects, Set<ContentFormat> formats) {
        // 1.0 says queue mode in the binding, later versions beside it (Core 1.2, 6.2.1).
        var apart = version.atLeast(Version.V1_1);
        return new Announcement(
                account.lifetime(),
                letters,
                apart && account.binding().contains("Q"),
                Optional.empty(),
                objects,
                formats.stream()
                        .filter(each -> !GIVEN.contains(each))
                        // Core 1.2, 7.4: OMA JSON is for 1.0 alone.
                        .filter(each -> !apart || !each.equals(ContentFormat.JSON))
                        .collect(Collectors.toSet()));
    }

    /** Whether it says queue mode, in its own way or that of 1.0. */
    boolean sleeps() {
        return queueMode || binding.contains("Q");
    }

    /** The same of a client that is reached at this number. */
    Announcement reachedAt(Optional<String> number) {
        return new Announcement(lifetime, binding, queueMode, number, objects, formats);
    }

    /** @param profiles what stands for some or all of the objects */
    Parameters parameters(List<String> profiles) {
        return new Parameters(Optional.of(lifetime), Optional.of(binding), queueMode, sms, profiles, Map.of());
    }

    /** Of the parameters, what another announcement did not say. */
    Parameters since(Announcement before) {
        var newBinding = !binding.equals(before.binding) || queueMode != before.queueMode;
        return new Parameters(
                Optional.of(lifetime).filter(each -> !each.equals(before.lifetime)),
                Optional.of(binding).filter(each -> newBinding),
                newBinding && queueMode,
                sms.filter(each -> !sms.equals(before.sms)),
                List.of(),
                Map.of());
    }

    boolean listsTheSame(Announcement before) {
        return objects.equals(before.objects) && formats.equals(before.formats);
    }

    /** The same, but listing what another announcement did. */
    Announcement listing(Announcement other) {
        return new Announcement(lifetime, binding, queueMode, sms, other.objects, other.formats);
    }

    /** The objects, and before them the formats, as the parameter {@code ct} of the root (Core 1.2, 6.2.1). */
    List<Link> links() {
        var links = new ArrayList<Link>();
        if (!formats.isEmpty()) {
            var numbers = formats.stream()
                    .map(ContentFormat::number)
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
            links.add(new Link(Path.ROOT, Map.of("ct", numbers)));
        }
        links.addAll(objects);
        return links;
    }
}
