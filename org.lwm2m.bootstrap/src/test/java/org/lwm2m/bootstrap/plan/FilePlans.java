package org.lwm2m.bootstrap.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.bootstrap.BootstrapPlanner;
import org.lwm2m.api.bootstrap.BootstrapPlans;
import org.lwm2m.api.security.KeyRing;

/** A folder with one plan, which a test writes. */
public final class FilePlans {

    private final Path folder;
    private final ConfiguredPlans plans;
    private long clock = 1_000;

    public FilePlans(Path folder, Optional<KeyRing> ring) {
        this.folder = folder;
        plans = new ConfiguredPlans(Map.of("folder", folder.toString()));
        ring.ifPresent(each -> plans.ring = each);
    }

    public BootstrapPlanner planner() {
        return plans;
    }

    public BootstrapPlans plans() {
        return plans;
    }

    /** Writes the plan, which has to have nothing wrong. */
    public void put(String text) {
        try {
            var file = Files.writeString(folder.resolve("plan.cfg"), text);
            Files.setLastModifiedTime(file, FileTime.fromMillis(clock += 1_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plans.lookAgain();
        plans.lookAgain();
        if (!plans.problems().equals(List.of())) {
            throw new AssertionError(plans.problems());
        }
    }
}
