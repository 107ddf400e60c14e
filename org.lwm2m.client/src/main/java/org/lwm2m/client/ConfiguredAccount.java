package org.lwm2m.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Status;
import org.lwm2m.client.account.SecurityInstance;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server account of the configured client, for each factory configuration; de-registered when that goes. */
@Component(
        configurationPid = ConfiguredAccount.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
@Designate(ocd = AccountKeys.class, factory = true)
public final class ConfiguredAccount {

    static final String PID = "org.lwm2m.client.account";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAccount.class);

    /** Reasons of Declarative Services: its reference went, it was disposed of, or its bundle stops. */
    private static final Set<Integer> WITH_ITS_CLIENT = Set.of(2, 5, 6);

    private final RunningClient client;
    private final Optional<AccountConfiguration> read;
    private final Optional<CompletionStage<SecurityInstance>> account;

    @Activate
    public ConfiguredAccount(@Reference ConfiguredClient configured, Map<String, Object> properties) {
        client = configured.client();
        var pid = String.valueOf(properties.getOrDefault(Constants.SERVICE_PID, PID));
        read = read(pid, properties);
        account = read.map(each -> add(pid, each));
    }

    /** If the client goes with it, that says good-bye: the account is not gone, and what belongs to it is kept. */
    @Deactivate
    void close() {
        read.ifPresent(each -> client.cancel(each.entries(), each.settings()));
        account.ifPresent(each -> each.thenAccept(client::remove));
    }

    private static Optional<AccountConfiguration> read(String pid, Map<String, Object> properties) {
        var unknown = AccountConfiguration.unknown(properties.keySet());
        if (!unknown.isEmpty()) {
            LOG.warn("{}: nobody knows {}; see the README of {}", pid, unknown, PID);
        }
        try {
            return Optional.of(AccountConfiguration.read(properties));
        } catch (AccountConfiguration.Wrong e) {
            LOG.error("{}: {}; this account is left out", pid, e.getMessage());
            return Optional.empty();
        }
    }

    private CompletionStage<SecurityInstance> add(String pid, AccountConfiguration account) {
        var added = client.add(account.entries(), account.settings());
        added.exceptionally(failure -> {
            leftOut(pid, account, LwM2mException.cause(failure));
            return null;
        });
        return added;
    }

    private static void leftOut(String pid, AccountConfiguration read, Throwable cause) {
        if (cause instanceof LwM2mException known && known.status() == Status.FORBIDDEN) {
            LOG.info("{}: {}", pid, known.getMessage());
        } else {
            var words = cause instanceof LwM2mException known ? known.getMessage() : cause.toString();
            var key = read.entries().stream().anyMatch(each -> each.path().object() == 1) ? "server.id" : "bootstrap";
            LOG.error("{}: {}: {}; this account is left out", pid, key, words);
        }
    }
}
