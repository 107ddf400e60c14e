package org.lwm2m.security.oscore;

import java.util.Locale;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.LoggerFactory;

/** How contexts are begun, and how many are in memory. */
@ObjectClassDefinition(name = "LwM2M OSCORE", description = "Protection of messages one by one (RFC 8613).")
@interface OscoreConfiguration {

    String PID = "org.lwm2m.security.oscore";

    @AttributeDefinition(
            description = "What to do with a context that is not on record",
            options = {
                @Option(label = "derive another from it with the peer (RFC 8613, B.2)", value = "derive"),
                @Option(label = "use it as it is: it must never have been used", value = "use")
            })
    String first_use() default "derive";

    @AttributeDefinition(
            description =
                    "Whether the first request in a context has to echo something (Transport 1.2, 5.5), so that it is"
                            + " known to be sent now; false for peers that know no Echo")
    boolean first_echo() default true;

    @AttributeDefinition(description = "Contexts in memory; beyond it the one that was silent longest is put on record")
    int contexts_max() default 20_000;

    /** The same, after a look at it. */
    record Checked(boolean derives, boolean echoes, int contexts) {

        static final Checked STANDARD = new Checked(true, true, 20_000);

        static Checked of(String firstUse, boolean firstEcho, int contexts) {
            var word = firstUse.strip().toLowerCase(Locale.ROOT);
            if (!word.equals("derive") && !word.equals("use")) {
                complain("first.use = " + firstUse + " is none of derive, use; contexts are derived");
            }
            if (contexts < 1) {
                complain("contexts.max = " + contexts + " is less than 1; " + STANDARD.contexts + " is taken");
            }
            return new Checked(!word.equals("use"), firstEcho, contexts < 1 ? STANDARD.contexts : contexts);
        }

        private static void complain(String what) {
            LoggerFactory.getLogger(OscoreProtection.class).error("{}: {}", PID, what);
        }
    }
}
