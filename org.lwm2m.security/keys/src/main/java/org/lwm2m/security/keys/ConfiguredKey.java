package org.lwm2m.security.keys;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Identity;
import org.lwm2m.tls.key.Certificates;
import org.lwm2m.tls.key.KeyFiles;
import org.lwm2m.tls.key.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one client has to prove, from a factory configuration. */
@Component(configurationPid = ConfiguredKey.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ClientKeys.class, factory = true)
public final class ConfiguredKey implements CredentialStore {

    static final String PID = "org.lwm2m.security.keys.client";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredKey.class);

    private static final Set<String> NAMES = Set.of(
            "endpoint", "identity", "fingerprint", "name", "client.id", "server.id", "salt", "context", "aead", "hmac");

    private final Table table;

    @Activate
    public ConfiguredKey(Map<String, Object> properties) {
        table = new Table(read(properties).map(List::of).orElse(List.of()));
    }

    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        return CompletableFuture.completedFuture(table.find(claimed));
    }

    private static Optional<Known> read(Map<String, Object> properties) {
        var pid = String.valueOf(properties.getOrDefault("service.pid", PID));
        var unknown = unknown(properties.keySet());
        if (!unknown.isEmpty()) {
            LOG.warn("{}: nobody knows {}; see the README of {}", pid, unknown, ConfiguredFile.PID);
        }
        try {
            return Optional.of(
                    fields(properties).known(text(properties, "security").orElse("psk")));
        } catch (InvalidPathException e) {
            LOG.error("{}: no file name: {}; this client is not known", pid, e.getReason());
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}; this client is not known", pid, e.getMessage());
        }
        return Optional.empty();
    }

    private static Fields fields(Map<String, Object> properties) {
        var fields = new HashMap<String, List<String>>();
        NAMES.forEach(name -> several(properties, name).ifPresent(values -> fields.put(name, values)));
        var oscore = text(properties, "security").filter("oscore"::equals).isPresent();
        text(properties, ".key").ifPresent(key -> fields.put(oscore ? "secret" : "key", List.of(key)));
        text(properties, "key.file").ifPresent(file -> fields.put(oscore ? "secret" : "key", List.of(key(file))));
        text(properties, "certificate.file").ifPresent(file -> fields.put("fingerprint", List.of(fingerprint(file))));
        return new Fields(fields);
    }

    /** A public key as it is, in PEM or DER; anything else is the text of a key. */
    private static String key(String name) {
        var file = Path.of(name);
        var bytes = KeyFiles.read(file);
        try {
            return org.lwm2m.api.Bytes.wrap(Keys.readPublic(bytes).getEncoded()).hex();
        } catch (IllegalArgumentException noPublicKey) {
            return bytes.utf8().strip();
        }
    }

    private static String fingerprint(String name) {
        var file = Path.of(name);
        return KeyFiles.named(
                        file,
                        () -> Keys.fingerprint(
                                Certificates.read(KeyFiles.read(file)).get(0)))
                .hex();
    }

    private static Optional<String> text(Map<String, Object> properties, String name) {
        return several(properties, name).map(each -> each.get(0));
    }

    private static Optional<List<String>> several(Map<String, Object> properties, String name) {
        var value = properties.get(name);
        var all = value instanceof String[] array
                ? Arrays.stream(array)
                : value instanceof Iterable<?> some
                        ? java.util.stream.StreamSupport.stream(some.spliterator(), false)
                                .map(String::valueOf)
                        : Optional.ofNullable(value).map(String::valueOf).stream();
        var found = all.map(String::strip).filter(each -> !each.isEmpty()).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static Set<String> unknown(Set<String> keys) {
        var unknown = new TreeSet<>(keys);
        unknown.removeAll(NAMES);
        unknown.removeAll(Set.of("security", ".key", "key.file", "certificate.file"));
        unknown.removeIf(each -> each.matches("(service|component|felix|osgi|config)\\..*"));
        return unknown;
    }
}
