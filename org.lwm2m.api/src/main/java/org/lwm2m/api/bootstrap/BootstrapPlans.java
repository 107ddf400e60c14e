package org.lwm2m.api.bootstrap;

import java.nio.file.Path;
import java.util.List;
import org.lwm2m.api.Entry;
import org.osgi.annotation.versioning.ProviderType;

/** Plans that are kept by name, for people to look at. A service, beside the planner that answers from them. */
@ProviderType
public interface BootstrapPlans {

    /**
     * One plan.
     *
     * @param name of its file
     * @param clients the endpoint names, or patterns with {@code *} and {@code ?}, that it is for
     * @param deletes what is deleted first, in words
     * @param values what is written, as far as it is known without the client; the instances may be others for each
     *        client, and what is secret is left out
     */
    record Plan(String name, List<String> clients, String deletes, List<Entry> values) {

        public Plan {
            clients = List.copyOf(clients);
            values = List.copyOf(values);
        }
    }

    /** Those that count, by name. */
    List<Plan> plans();

    /** What is wrong with files that don't count, or count as they were before; each names file and key. */
    List<String> problems();

    /** What would be wrong with a file if it were put beside the others; empty if nothing. Nothing is taken up. */
    List<String> check(Path file);
}
