package org.lwm2m.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.security.CredentialStore.Caller;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.security.Identity;
import org.lwm2m.api.security.KeyRing;
import org.lwm2m.api.security.Secret;
import org.lwm2m.shell.text.Table;
import org.lwm2m.tls.key.Certificates;
import org.lwm2m.tls.key.KeyFiles;
import org.lwm2m.tls.key.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Which clients are known by which keys. Keys are never shown, but one that is made here, once. */
@Component(service = KeyCommands.class)
@GogoCommand(scope = "lwm2m", function = "keys")
public final class KeyCommands {

    private static final String KEYS =
            "[TEXT] | remove ENDPOINT | add ENDPOINT [psk] [identity=ID] [file=FILE | key=HEX]"
                    + " | add ENDPOINT rpk file=FILE | add ENDPOINT x509 file=FILE | add ENDPOINT x509 name=CN"
                    + " | add ENDPOINT oscore client=HEX server=HEX [file=FILE | key=HEX]"
                    + "  a key that is not given is made, and shown once; rpk and x509 take a public key or certificate";

    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "psk", Set.of("identity", "file", "key"),
            "rpk", Set.of("file"),
            "x509", Set.of("file", "name"),
            "oscore", Set.of("client", "server", "file", "key"));

    private static final int KEY_BYTES = 16;
    private static final int AES_CCM_16_64_128 = 10;
    private static final int HMAC_256 = 5;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile KeyRing ring;

    private final SecureRandom random;

    /** One that is known from now on, and its key in words if it was made here. */
    private record Added(Identity identity, Credentials credentials, Optional<String> made) {}

    @Activate
    public KeyCommands() {
        this(new SecureRandom());
    }

    KeyCommands(SecureRandom random) {
        this.random = random;
    }

    @Descriptor("lists the clients whose keys are known, adds one or removes one")
    public String keys(@Descriptor(KEYS) String... words) throws CommandFailed {
        var arguments = Arguments.of("keys", KEYS, 0, 8, words);
        var verb = arguments.has(0) ? arguments.text(0) : "";
        try {
            if (verb.equals("add") && arguments.has(1)) {
                return add(arguments);
            } else if (verb.equals("remove") && words.length == 2) {
                return remove(arguments.text(1));
            } else if (words.length <= 1 && !verb.equals("add") && !verb.equals("remove")) {
                return list(verb);
            }
        } catch (LwM2mException e) {
            throw new CommandFailed(e.getMessage(), e);
        }
        throw arguments.wrong("that is not understood");
    }

    private String list(String wanted) throws CommandFailed {
        var table = new Table("ENDPOINT", "IDENTITY");
        var found = ring().keys().stream()
                .map(each -> List.of(
                        each.endpoints().isEmpty() ? "any" : String.join(", ", each.endpoints()),
                        Identities.text(each.identity())))
                .filter(each -> String.join(" ", each).contains(wanted))
                .sorted(Comparator.comparing((List<String> each) -> each.get(0)))
                .toList();
        found.forEach(each -> table.row(each.get(0), each.get(1)));
        return found.isEmpty() ? "no keys; those of configurations are not listed" : table.toString();
    }

    private String remove(String endpoint) throws CommandFailed {
        if (ring().remove(endpoint) == 0) {
            throw new CommandFailed("no key of " + endpoint + " is known; lwm2m:keys lists those that are");
        }
        return "removed " + endpoint + "; its sessions end now";
    }

    private String add(Arguments arguments) throws CommandFailed {
        var endpoint = arguments.text(1);
        var named = arguments.has(2) && !arguments.text(2).contains("=");
        var kind = named ? arguments.text(2) : "psk";
        var options = arguments.pairs(named ? 3 : 2);
        if (!OPTIONS.containsKey(kind) || !OPTIONS.get(kind).containsAll(options.keySet())) {
            throw arguments.wrong(OPTIONS.containsKey(kind) ? kind + " takes " + OPTIONS.get(kind) : "no kind " + kind);
        }
        var ring = ring();
        var added =
                switch (kind) {
                    case "psk" -> psk(endpoint, options);
                    case "rpk" -> publicKey(options);
                    case "x509" -> certificate(endpoint, options);
                    default -> oscore(arguments, options);
                };
        ring.put(Map.of(added.identity, new Caller(added.credentials, List.of(endpoint))));
        var done = "added " + endpoint + ", " + Identities.text(added.identity);
        return added.made
                .map(key -> done + "\nkey " + key + "\nNote it now: it is not shown again.")
                .orElse(done);
    }

    private Added psk(String endpoint, Map<String, String> options) throws CommandFailed {
        var identity = options.getOrDefault("identity", endpoint);
        var key = key(options);
        return new Added(
                new Identity.Psk(identity),
                new Credentials.PreSharedKey(identity, new Secret(key)),
                made(options, key));
    }

    private static Added publicKey(Map<String, String> options) throws CommandFailed {
        var key = Keys.readPublic(file(options));
        return possessed(new Identity.RawPublicKey(Bytes.wrap(key.getEncoded())));
    }

    private static Added certificate(String endpoint, Map<String, String> options) throws CommandFailed {
        if (!options.containsKey("file")) {
            return possessed(new Identity.Certificate(options.getOrDefault("name", endpoint), List.of(), Bytes.EMPTY));
        }
        var first = Certificates.read(file(options)).get(0);
        return possessed(new Identity.Certificate("", List.of(), Keys.fingerprint(first)));
    }

    private Added oscore(Arguments arguments, Map<String, String> options) throws CommandFailed {
        if (!options.containsKey("client") || !options.containsKey("server")) {
            throw arguments.wrong("oscore takes the Sender IDs of both, client and server");
        }
        var client = hex("client", options.get("client"));
        var key = key(options);
        var credentials = new Credentials.Oscore(
                new Secret(key),
                Bytes.EMPTY,
                hex("server", options.get("server")),
                client,
                Bytes.EMPTY,
                AES_CCM_16_64_128,
                HMAC_256,
                Credentials.NONE);
        return new Added(new Identity.Oscore(client, Bytes.EMPTY), credentials, made(options, key));
    }

    private static Added possessed(Identity identity) {
        return new Added(identity, Credentials.POSSESSION, Optional.empty());
    }

    private Bytes key(Map<String, String> options) throws CommandFailed {
        if (options.containsKey("key")) {
            return hex("key", options.get("key"));
        } else if (options.containsKey("file")) {
            return hex("the file", file(options).utf8().strip());
        }
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Bytes.wrap(key);
    }

    private static Optional<String> made(Map<String, String> options, Bytes key) {
        return options.containsKey("key") || options.containsKey("file") ? Optional.empty() : Optional.of(key.hex());
    }

    private KeyRing ring() throws CommandFailed {
        var now = ring;
        if (now == null) {
            throw new CommandFailed(
                    "keys can't be kept: is the bundle org.lwm2m.security.keys started, and its file" + " configured?");
        }
        return now;
    }

    private static Bytes file(Map<String, String> options) throws CommandFailed {
        try {
            return KeyFiles.read(Path.of(options.getOrDefault("file", "")));
        } catch (InvalidPathException e) {
            throw new CommandFailed("'" + options.get("file") + "' is no name of a file");
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(e.getMessage(), e);
        }
    }

    private static Bytes hex(String what, String digits) throws CommandFailed {
        try {
            return Bytes.wrap(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(what + " has to be hexadecimal digits");
        }
    }
}
