package org.lwm2m.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.model.ResourceType;

/**
 * What holds for a codec whatever it is asked: it answers with entries under the path of the request, of the types that
 * are due, no more than the payload has octets, and the same again from what it makes of them; or with a status that
 * {@link Codec} names. And it holds its budget.
 */
final class CodecRules implements Rules {

    private static final Set<Status> REFUSALS = Set.of(Status.BAD_REQUEST, Status.UNSUPPORTED_FORMAT, Status.TOO_LARGE);

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::path)
            .thenComparing(entry -> entry.time().orElse(Instant.MIN));

    private static final Duration A_MICROSECOND = Duration.ofNanos(1000);

    private final Codec codec;

    CodecRules(Codec codec) {
        this.codec = codec;
    }

    @Override
    public void check(byte[] input) {
        var question = Question.of(input);
        try {
            Budget.hold(question.payload().length, () -> values(question));
        } catch (LwM2mException e) {
            refused(e);
        }
        try {
            Budget.hold(question.payload().length, () -> paths(question.bytes()));
        } catch (LwM2mException e) {
            refused(e);
        }
    }

    private void values(Question question) {
        var entries = codec.decode(question.base(), question.bytes(), question);
        require(entries.size() <= question.payload().length + 1, () -> entries.size() + " entries");
        for (var entry : entries) {
            var path = entry.path();
            require(under(question.base(), path), () -> entry + " is not under " + question.base());
            require(isDue(question, entry), () -> entry + " is no " + question.at(path));
        }
        Bytes again;
        try {
            again = codec.encode(question.base(), entries);
        } catch (LwM2mException e) {
            throw new AssertionError("read, but can't be written: " + entries, e);
        }
        same(question, entries, decodeAgain(question, again));
    }

    private List<Entry> decodeAgain(Question question, Bytes payload) {
        try {
            return codec.decode(question.base(), payload, question);
        } catch (LwM2mException e) {
            throw new AssertionError("written, but can't be read: " + payload.hex(), e);
        }
    }

    private void paths(Bytes payload) {
        var paths = codec.decodePaths(payload);
        require(paths.size() <= payload.size() + 1, () -> paths.size() + " paths");
        Bytes again;
        try {
            again = codec.encodePaths(paths);
        } catch (LwM2mException e) {
            throw new AssertionError("read, but can't be written: " + paths, e);
        }
        require(codec.decodePaths(again).equals(paths), () -> paths + " became " + again.hex());
    }

    private static void refused(LwM2mException failure) {
        require(REFUSALS.contains(failure.status()), () -> failure.status() + ": " + failure.getMessage());
        require(
                failure.getMessage().length() < 500,
                () -> "a message of " + failure.getMessage().length());
    }

    /** Under the root there is everything, also what is behind a gateway. */
    private static boolean under(Path base, Path path) {
        return base.contains(path) || base.depth() == 0;
    }

    private static boolean isDue(Question question, Entry entry) {
        if (entry.value() instanceof Value.None || entry.path().depth() < 3) {
            return entry.value() instanceof Value.None;
        }
        var type = question.at(entry.path()).orElse(ResourceType.NONE);
        return type == ResourceType.NONE || type.accepts(entry.value());
    }

    /** In whatever order; some formats have one of their own. That the place itself is empty is said by nothing, too. */
    private static void same(Question question, List<Entry> entries, List<Entry> others) {
        var nothing = Entry.of(question.base(), Value.NONE);
        var one = entries.stream()
                .filter(each -> !each.equals(nothing))
                .sorted(ORDER)
                .toList();
        var other = others.stream()
                .filter(each -> !each.equals(nothing))
                .sorted(ORDER)
                .toList();
        require(one.size() == other.size(), () -> entries + " became " + others);
        for (var i = 0; i < one.size(); i++) {
            var was = one.get(i);
            var is = other.get(i);
            require(
                    was.path().equals(is.path()) && near(was.time(), is.time()) && alike(was.value(), is.value()),
                    () -> was + " became " + is + " asked " + question.base());
        }
    }

    /** OMA JSON has one base time, and a double for what is between it and others that may be far. */
    private static boolean near(Optional<Instant> was, Optional<Instant> is) {
        return was.equals(is)
                || was.isPresent()
                        && is.isPresent()
                        && Duration.between(was.get(), is.get()).abs().compareTo(A_MICROSECOND) <= 0;
    }

    /**
     * A time of unknown type comes back as a number, an object link as text, as nothing tells them apart then; times have
     * whole seconds when they are written.
     */
    private static boolean alike(Value was, Value is) {
        if (was instanceof Value.Time time) {
            var seconds = time.value().getEpochSecond();
            return is.equals(new Value.Time(Instant.ofEpochSecond(seconds))) || is.equals(new Value.Int(seconds));
        }
        return was.equals(is)
                || was instanceof Value.ObjectLink && is.equals(new Value.Text(was.toString()))
                || was instanceof Value.Real real && is instanceof Value.Int number && real.value() == number.value();
    }

    private static void require(boolean holds, Supplier<String> what) {
        Rules.require(holds, what);
    }
}
