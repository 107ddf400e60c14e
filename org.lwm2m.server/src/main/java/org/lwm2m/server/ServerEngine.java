package org.lwm2m.server;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lwm2m.api.codec.Codec;
import org.lwm2m.api.codec.LinkCodec;
import org.lwm2m.api.model.ObjectModels;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.ClientListener;
import org.lwm2m.api.server.Clients;
import org.lwm2m.api.server.DataListener;
import org.lwm2m.api.server.ProfileSource;
import org.lwm2m.api.store.RegistrationStore;
import org.lwm2m.api.store.StateStore;
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
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The LwM2M Server as a component: hands it what other bundles bring, as it comes and goes. Nothing of that is
 * required, so that nothing which is replaced ever restarts the server.
 */
@Component(service = Clients.class, immediate = true, configurationPid = ServerEngine.PID)
@Designate(ocd = ServerConfiguration.class)
public final class ServerEngine implements Clients {

    static final String PID = "org.lwm2m.server";

    private static final Logger LOG = LoggerFactory.getLogger(ServerEngine.class);

    private final SystemTime time = new SystemTime(PID + "-time");
    private final Workers workers;
    private final LwM2mServer server;

    @Activate
    public ServerEngine(Map<String, Object> configuration) {
        var settings = Settings.of(configuration, LOG::warn);
        workers = new Workers(PID, settings.threads(), time);
        server = new LwM2mServer(settings, time, workers, new SecureRandom());
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
    public Optional<Client> find(String endpoint) {
        return server.find(endpoint);
    }

    @Override
    public Optional<Client> registered(String id) {
        return server.registered(id);
    }

    @Override
    public Stream<Client> of(Identity identity) {
        return server.of(identity);
    }

    @Override
    public Stream<Client> stream() {
        return server.stream();
    }

    @Override
    public int count() {
        return server.count();
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

    /** Its keys have changed, see {@link CredentialStore#CHANGES}; or its rank. */
    void updatedCredentials(CredentialStore store, Map<String, Object> properties) {
        server.trust().add(store, properties);
    }

    void removeCredentials(CredentialStore store) {
        server.trust().remove(store);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addClientListener(ClientListener listener, Map<String, Object> properties) {
        server.listeners().add(listener, properties);
    }

    void removeClientListener(ClientListener listener) {
        server.listeners().remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDataListener(DataListener listener, Map<String, Object> properties) {
        server.listeners().add(listener, properties);
    }

    void removeDataListener(DataListener listener) {
        server.listeners().remove(listener);
    }

    /** A better one that comes is used at once: one that keeps nothing is usually there first. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStore(RegistrationStore store) {
        server.keepIn(store);
    }

    void removeStore(RegistrationStore store) {
        server.keepNoLongerIn(store);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProfiles(ProfileSource source, Map<String, Object> properties) {
        server.profiles().sources().add(source, properties);
    }

    void removeProfiles(ProfileSource source) {
        server.profiles().sources().remove(source);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStates(StateStore store) {
        server.profiles().keepIn(store);
        server.queueIn(store);
    }

    void removeStates(StateStore store) {
        server.profiles().keepNoLongerIn(store);
        server.queueNoLongerIn(store);
    }
}
