package org.lwm2m.bootstrap;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.bootstrap.BootstrapListener;
import org.lwm2m.api.bootstrap.BootstrapPlanner;
import org.lwm2m.api.bootstrap.BootstrapReport;
import org.lwm2m.api.bootstrap.BootstrapServer;
import org.lwm2m.api.bootstrap.BootstrapSession;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.engine.schedule.SystemTime;
import org.lwm2m.engine.schedule.Workers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Bootstrap-Server as a component: hands it what other bundles bring, as it comes and goes. Nothing of that is
 * required, so that nothing which is replaced ever restarts it.
 */
@Component(service = BootstrapServer.class, immediate = true, configurationPid = BootstrapEngine.PID)
@Designate(ocd = BootstrapConfiguration.class)
public final class BootstrapEngine implements BootstrapServer {

    static final String PID = "org.lwm2m.bootstrap";

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapEngine.class);

    private final SystemTime time = new SystemTime(PID + "-time");
    private final Workers workers;
    private final LwM2mBootstrapServer server;

    @Activate
    public BootstrapEngine(Map<String, Object> configuration) {
        var settings = Settings.of(configuration, LOG::warn);
        workers = new Workers(PID, settings.threads(), time);
        server = new LwM2mBootstrapServer(settings, time, workers);
    }

    @Activate
    void start() {
        server.start();
    }

    @Modified
    void modified(Map<String, Object> configuration) {
        var settings = Settings.of(configuration, LOG::warn);
        workers.resize(settings.threads());
        server.change(settings);
    }

    @Deactivate
    void stop() {
        server.close();
        workers.close();
        time.close();
    }

    @Override
    public List<BootstrapSession> sessions() {
        return server.sessions();
    }

    @Override
    public List<BootstrapReport> reports() {
        return server.reports();
    }

    @Override
    public CompletionStage<BootstrapReport> start(String endpoint, URI address) {
        return server.start(endpoint, address);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport, Map<String, Object> properties) {
        server.sites().add(transport, properties);
    }

    void removeTransport(Transport transport) {
        server.sites().remove(transport);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCodec(Codec codec, Map<String, Object> properties) {
        server.codecs().add(codec, properties);
    }

    void removeCodec(Codec codec, Map<String, Object> properties) {
        server.codecs().remove(codec, properties);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLinkCodec(LinkCodec codec, Map<String, Object> properties) {
        server.codecs().add(codec, properties);
    }

    void removeLinkCodec(LinkCodec codec) {
        server.codecs().remove(codec);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addModels(ObjectModels models, Map<String, Object> properties) {
        server.models().add(models, properties);
    }

    void removeModels(ObjectModels models) {
        server.models().remove(models);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCredentials(CredentialStore store, Map<String, Object> properties) {
        server.trust().add(store, properties);
    }

    /** The store's keys have changed. */
    void updatedCredentials(CredentialStore store, Map<String, Object> properties) {
        server.trust().add(store, properties);
    }

    void removeCredentials(CredentialStore store) {
        server.trust().remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPlanner(BootstrapPlanner planner, Map<String, Object> properties) {
        server.planners().add(planner, properties);
    }

    void removePlanner(BootstrapPlanner planner) {
        server.planners().remove(planner);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(BootstrapListener listener, Map<String, Object> properties) {
        server.listeners().add(listener, properties);
    }

    void removeListener(BootstrapListener listener) {
        server.listeners().remove(listener);
    }
}
