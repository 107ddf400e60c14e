package org.lwm2m.server.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lwm2m.api.Binding;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.server.Registration.Terms;

/** Reads the parameters of Register and Update: what is wrong is 4.00, what is merely odd is understood. */
final class Announcement {

    private static final Duration LONGEST_LIFETIME = Duration.ofSeconds(0xffff_ffffL);
    private static final int MOST_PROFILES = 16;
    private static final int LONGEST_TEXT = 255;
    private static final char REPLACED = '\ufffd';

    /** Those that a transport hands on as others could not be read as what they are. */
    private static final Set<String> KNOWN = Set.of("ep", "lt", "lwm2m", "b", "Q", "sms", "pid");

    private Announcement() {}

    static Terms register(Parameters said, Duration defaultLifetime) {
        check(said);
        var binding = said.binding().orElse("U");
        return new Terms(
                said.lifetime().orElse(defaultLifetime),
                bindings(binding),
                said.queueMode() || binding.contains("Q"),
                said.sms(),
                List.copyOf(said.profiles()));
    }

    /**
     * What an Update leaves out stays as it was; but a new object list is the whole of it, without the profiles of
     * before.
     *
     * @param listed whether it has an object list
     */
    static Terms update(Terms before, Parameters said, boolean listed) {
        check(said);
        return new Terms(
                said.lifetime().orElse(before.lifetime()),
                said.binding().map(Announcement::bindings).orElse(before.bindings()),
                queueMode(before, said),
                said.sms().or(before::sms),
                said.profiles().isEmpty() && !listed ? before.profiles() : List.copyOf(said.profiles()));
    }

    /** The name to register under: the one it gave, if its credentials have it; else the first that they have. */
    static String endpoint(Optional<String> given, List<String> allowed) {
        var endpoint = given.filter(name -> !name.isEmpty())
                .or(() -> allowed.stream().findFirst())
                .orElseThrow(() -> refused("ep is missing, and the credentials do not tell it"));
        if (endpoint.length() > LONGEST_TEXT || endpoint.chars().anyMatch(Character::isISOControl)) {
            throw refused("ep is longer than " + LONGEST_TEXT + " characters, or has control characters");
        }
        text("ep", endpoint);
        if (!allowed.isEmpty() && !allowed.contains(endpoint)) {
            throw refused("ep does not belong to these credentials");
        }
        return endpoint;
    }

    /** What was no UTF-8 has lost on the way what told it from others (RFC 7252, 3.2). */
    static String text(String what, String decoded) {
        if (decoded.indexOf(REPLACED) >= 0) {
            throw refused(what + " is no UTF-8");
        }
        return decoded;
    }

    /** Only a binding that is given can end queue mode: an Update says what changed (Core 1.2, 6.2.2). */
    private static boolean queueMode(Terms before, Parameters said) {
        return said.queueMode() || said.binding().map(b -> b.contains("Q")).orElse(before.queueMode());
    }

    private static void check(Parameters said) {
        for (var key : said.others().keySet()) {
            if (KNOWN.contains(key)) {
                throw refused(key + " can't be read or came twice");
            }
        }
        said.lifetime()
                .filter(lifetime -> lifetime.isNegative() || lifetime.compareTo(LONGEST_LIFETIME) > 0)
                .ifPresent(lifetime -> {
                    throw refused("lt is out of range: " + lifetime.toSeconds());
                });
        said.sms().filter(number -> number.length() > LONGEST_TEXT).ifPresent(number -> {
            throw refused("sms is longer than " + LONGEST_TEXT + " characters");
        });
        if (said.profiles().size() > MOST_PROFILES
                || said.profiles().stream().anyMatch(each -> each.length() > LONGEST_TEXT)) {
            throw refused("pid has more than " + MOST_PROFILES + " profiles, or one that is too long");
        }
    }

    /** Letters that nobody knows are passed over; what has none that is known, is no binding. */
    private static Set<Binding> bindings(String letters) {
        if (letters.length() > 26 || !letters.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z')) {
            throw refused("b is no binding: its letters are those of UDP, SMS, TCP and so on");
        }
        var known = Binding.parse(letters);
        if (known.isEmpty() && !letters.replace("Q", "").isEmpty()) {
            throw refused("b has no binding that is known: " + letters);
        }
        return known.isEmpty() ? Set.of(Binding.U) : Set.copyOf(known);
    }

    private static LwM2mException refused(String why) {
        return new LwM2mException(Status.BAD_REQUEST, why);
    }
}
