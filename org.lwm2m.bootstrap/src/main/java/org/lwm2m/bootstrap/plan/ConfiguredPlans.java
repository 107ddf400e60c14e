package org.lwm2m.bootstrap.plan;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.bootstrap.BootstrapPlan;
import org.lwm2m.api.bootstrap.BootstrapPlanner;
import org.lwm2m.api.bootstrap.BootstrapPlans;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.engine.schedule.SystemTime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans by the files of a folder, looked at once a second, which works on any file system. */
@Component(
        service = {BootstrapPlanner.class, BootstrapPlans.class},
        configurationPid = ConfiguredPlans.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConfiguredPlans.Config.class)
public final class ConfiguredPlans implements BootstrapPlanner, BootstrapPlans {

    static final String PID = "org.lwm2m.bootstrap.plans";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredPlans.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SecureRandom random = new SecureRandom();
    private final SystemTime time = new SystemTime(PID);
    private final Values values = new Values(() -> Optional.ofNullable(this.models));
    private final Optional<PlanShelf> shelf;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ObjectModels models;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile KeyRing ring;

    @ObjectClassDefinition(id = PID, name = "LwM2M bootstrap plans", description = "Plans as files of a folder.")
    @interface Config {

        @AttributeDefinition(description = "The folder of plans, NAME.cfg; it need not be there yet")
        String folder() default "";
    }

    @Activate
    public ConfiguredPlans(Map<String, Object> configuration) {
        shelf = folder(configuration).map(folder -> new PlanShelf(PID, folder, values));
    }

    @Activate
    void start() {
        look();
    }

    @Deactivate
    void stop() {
        time.close();
    }

    @Override
    public CompletionStage<Optional<BootstrapPlan>> plan(BootstrapSession session) {
        var found = shelf.flatMap(each -> each.find(session.endpoint()));
        if (found.isPresent() && found.get().needsRing()) {
            try {
                FolderPlan.required(this::keys, found.get());
            } catch (LwM2mException e) {
                LOG.warn("{}: {}", PID, e.getMessage());
                return CompletableFuture.failedFuture(e);
            }
        }
        return CompletableFuture.completedFuture(
                found.map(plan -> new FolderPlan(plan, session.endpoint(), values, this::keys, random)));
    }

    @Override
    public List<Plan> plans() {
        return shelf.map(each -> Overview.of(each.plans(), values)).orElse(List.of());
    }

    @Override
    public List<String> problems() {
        return shelf.map(PlanShelf::problems).orElse(List.of());
    }

    @Override
    public List<String> check(Path file) {
        return shelf.map(each -> each.check(file)).orElse(List.of("there is no folder of plans: " + PID + ": folder"));
    }

    private Optional<KeyRing> keys() {
        return Optional.ofNullable(ring);
    }

    private void look() {
        try {
            lookAgain();
        } catch (RuntimeException bug) {
            LOG.error("{}: looking at the folder failed", PID, bug);
        }
        time.after(PAUSE, this::look);
    }

    void lookAgain() {
        shelf.ifPresent(PlanShelf::look);
    }

    private static Optional<Path> folder(Map<String, Object> configuration) {
        var text = String.valueOf(configuration.getOrDefault("folder", "")).strip();
        if (text.isEmpty()) {
            LOG.error("{}: folder is missing; there are no plans of files", PID);
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            LOG.error("{}: folder: no folder name: {}; there are no plans of files", PID, e.getReason());
            return Optional.empty();
        }
    }
}
