package org.lwm2m.itest.faults;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A device, a server and a Bootstrap-Server in processes of their own lose no promise on a bad network, whoever of
 * them is killed at whatever point. {@code -Dfaults.rounds=200} is the long form, {@code -Dfaults.seed=N
 * -Dfaults.rounds=1} one round again.
 */
class FaultsTest {

    private static final int ROUNDS = Integer.getInteger("faults.rounds", 3);
    private static final long SEED = Long.getLong("faults.seed", 11);

    private static final Figures FIGURES = new Figures();
    private static Optional<Site> site = Optional.empty();

    @TestFactory
    Stream<DynamicTest> whoIsKilledLosesNothingAndAllAgreeInTheEnd() {
        return LongStream.range(SEED, SEED + ROUNDS).mapToObj(FaultsTest::round);
    }

    /** The rounds follow one another at one site, until one fails. */
    private static DynamicTest round(long seed) {
        var name = "seed " + seed;
        return DynamicTest.dynamicTest(name, () -> {
            if (site.filter(each -> each.sleepy == Round.sleepy(seed)).isEmpty()) {
                end();
                site = Optional.of(new Site(Round.sleepy(seed), FIGURES.fates));
                new Agreement(site.get()).reach();
            }
            var round = new Round(site.get(), seed);
            try {
                FIGURES.add(round, round.run());
            } catch (Exception | AssertionError e) {
                end();
                throw new AssertionError(round + ": " + e.getMessage(), e);
            }
        });
    }

    @AfterAll
    static void end() throws IOException {
        if (site.isPresent()) {
            FIGURES.add(site.get());
            site.get().close();
            site = Optional.empty();
            // Of the long form one wants to see something before it ends.
            System.out.println(FIGURES);
        }
    }
}
