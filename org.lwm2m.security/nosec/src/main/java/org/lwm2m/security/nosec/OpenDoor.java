package org.lwm2m.security.nosec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets callers in who prove nothing: nobody unless its configuration says otherwise. They may take any endpoint name.
 */
@Component(configurationPid = OpenDoor.PID)
@Designate(ocd = OpenDoor.Config.class)
public final class OpenDoor implements CredentialStore {

    static final String PID = "org.lwm2m.security.nosec";

    private static final Logger LOG = LoggerFactory.getLogger(OpenDoor.class);
    private static final Optional<Caller> WELCOME = Optional.of(new Caller(Credentials.NONE, List.of()));

    @ObjectClassDefinition(
            name = "LwM2M without security",
            description = "Who may call in without protection: for tests and networks that are protected otherwise.")
    @interface Config {

        @AttributeDefinition(
                description = "Callers to let in though they prove nothing",
                options = {
                    @Option(label = "nobody", value = "none"),
                    @Option(label = "this machine", value = "loopback"),
                    @Option(label = "everybody", value = "any")
                })
        String callers() default "none";
    }

    private enum Callers {
        NONE,
        LOOPBACK,
        ANY
    }

    private final Callers callers;

    @Activate
    public OpenDoor(Config config) {
        callers = parse(config.callers());
    }

    @Override
    public CompletionStage<Optional<Caller>> find(Identity claimed) {
        var known = claimed instanceof Identity.None caller && welcomes(caller.address());
        return CompletableFuture.completedFuture(known ? WELCOME : Optional.empty());
    }

    private boolean welcomes(String address) {
        return callers == Callers.ANY || callers == Callers.LOOPBACK && loopback(address);
    }

    private static boolean loopback(String address) {
        var zone = address.indexOf('%');
        var number = zone < 0 ? address : address.substring(0, zone);
        try {
            return isAddress(number) && InetAddress.getByName(number).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** An IP address, so that asking for what it is asks no name server. Every message comes by here. */
    private static boolean isAddress(String text) {
        var six = text.indexOf(':') >= 0;
        for (var i = 0; i < text.length(); i++) {
            var each = text.charAt(i);
            var digit = six ? each == ':' || HexFormat.isHexDigit(each) : each >= '0' && each <= '9';
            if (!digit && each != '.') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static Callers parse(String word) {
        try {
            return Callers.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: callers = {} is none of none, loopback, any; nobody is let in unprotected", PID, word);
            return Callers.NONE;
        }
    }
}
