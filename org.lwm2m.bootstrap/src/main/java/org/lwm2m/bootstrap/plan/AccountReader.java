package org.lwm2m.bootstrap.plan;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.bootstrap.plan.Account.Handing;
import org.lwm2m.bootstrap.plan.Account.Keys;
import org.lwm2m.bootstrap.plan.Account.Mode;

/** Reads an account of a plan, and says what is wrong or contradicts itself. */
final class AccountReader {

    private static final Map<String, Mode> MODES =
            Map.of("psk", Mode.PSK, "rpk", Mode.RPK, "x509", Mode.X509, "nosec", Mode.NOSEC);
    private static final Map<String, Handing> HANDINGS = Map.of("store", Handing.STORE, "generate", Handing.GENERATE);
    private static final int LONGEST_URI = 255;

    private final Lines lines;
    private final String section;
    private final Path folder;

    /** @param folder what names of files are relative to */
    AccountReader(Lines lines, String section, Path folder) {
        this.lines = lines;
        this.section = section;
        this.folder = folder;
    }

    /** @param server Short Server ID; empty for the bootstrap account */
    Account read(Optional<Integer> server) {
        var mode = lines.word(section + ".security", MODES.keySet())
                .map(MODES::get)
                .orElse(Mode.NOSEC);
        var security = new ArrayList<>(Setting.read(Setting.SECURITY, lines, section, 0));
        var settings = new ArrayList<Entry>();
        if (server.isEmpty()) {
            security.addAll(Setting.read(Setting.BOOTSTRAP, lines, section, 0));
        } else {
            settings.addAll(Setting.read(Setting.SERVER, lines, section, 1));
            mandatory(settings, 1, new Value.Int(86_400));
            mandatory(settings, 6, new Value.Flag(true));
            mandatory(settings, 7, new Value.Text("U"));
        }
        var instance = server.isEmpty()
                ? Optional.<Integer>empty()
                : lines.number(section + ".instance", 0, 65534).map(Long::intValue);
        return new Account(
                section, server, instance, uri(mode), keys(mode), lines.text(section + ".oscore"), security, settings);
    }

    private String uri(Mode mode) {
        var key = section + ".uri";
        var text = lines.text(key).orElse("");
        if (text.isEmpty()) {
            lines.wrong(key, "is missing: the URI of the server, such as coaps://lwm2m.example.com");
            return text;
        }
        try {
            var uri = URI.create(text.replace(Lines.ENDPOINT, "x"));
            if (uri.getScheme() == null || uri.getRawAuthority() == null || uri.getPort() > 0xffff) {
                throw new IllegalArgumentException();
            }
            agree(key, uri.getScheme(), mode);
        } catch (IllegalArgumentException e) {
            lines.wrong(key, "has to be a URI such as coaps://lwm2m.example.com, not " + text);
        }
        if (text.length() > LONGEST_URI) {
            lines.wrong(key, "is longer than " + LONGEST_URI + " characters");
        }
        return text;
    }

    private void agree(String key, String scheme, Mode mode) {
        var coap = scheme.startsWith("coap");
        var secured = scheme.startsWith("coaps");
        if (coap && secured && mode == Mode.NOSEC) {
            lines.wrong(key, "wants protection, and " + section + ".security is nosec");
        } else if (coap && !secured && mode != Mode.NOSEC) {
            lines.wrong(
                    key,
                    "wants no protection, and " + section + ".security is "
                            + mode.name().toLowerCase());
        }
    }

    private Keys keys(Mode mode) {
        var handing = lines.word(section + ".keys", HANDINGS.keySet())
                .map(HANDINGS::get)
                .orElse(Handing.NONE);
        var keys =
                switch (mode) {
                    case PSK -> psk(handing);
                    case RPK ->
                        new Keys(
                                mode,
                                "",
                                material("identity", KeyForms::publicKey),
                                material("server.key", KeyForms::publicKey),
                                secret(KeyForms::privateKey),
                                handing);
                    case X509 ->
                        new Keys(
                                mode,
                                "",
                                material("identity", KeyForms::certificates),
                                material("server.key", this::serverCertificate),
                                secret(KeyForms::privateKey),
                                handing);
                    case NOSEC ->
                        new Keys(mode, "", Optional.empty(), Optional.empty(), Optional.empty(), Handing.NONE);
                };
        if (mode != Mode.PSK && handing != Handing.NONE) {
            lines.wrong(section + ".keys", "can be said with security = psk only");
        }
        complete(keys);
        return keys;
    }

    private Keys psk(Handing handing) {
        var identity = lines.text(section + ".identity").orElse(Lines.ENDPOINT);
        var secret = one("." + section + ".key", KeyForms::shared, section + ".key.file", KeyForms::digits);
        return new Keys(Mode.PSK, identity, Optional.empty(), Optional.empty(), secret, handing);
    }

    /** What is missing, what contradicts, and what can't be read, as far as that is known without the client. */
    private void complete(Keys keys) {
        switch (keys.mode()) {
            case NOSEC ->
                Set.of("identity", "identity.file", "server.key", "server.key.file", "key.file", "keys")
                        .forEach(each -> contradicts(section + "." + each, "security = nosec"));
            case PSK ->
                Set.of("identity.file", "server.key", "server.key.file")
                        .forEach(each -> contradicts(section + "." + each, "security = psk"));
            default -> {
                require(keys.open(), "identity");
                require(keys.server(), "server.key");
            }
        }
        if (keys.mode() == Mode.NOSEC) {
            contradicts("." + section + ".key", "security = nosec");
        } else if (keys.handing() == Handing.GENERATE) {
            contradicts("." + section + ".key", "keys = generate");
            contradicts(section + ".key.file", "keys = generate");
            contradicts(section + ".identity", "keys = generate, which makes identities of its own");
        } else if (keys.secret().isEmpty()) {
            lines.wrong("." + section + ".key", "is missing, as is " + section + ".key.file");
        }
        List.of(keys.open(), keys.server(), keys.secret()).forEach(each -> each.ifPresent(this::check));
    }

    private void require(Optional<Material> material, String name) {
        if (material.isEmpty()) {
            lines.wrong(section + "." + name, "is missing, as is " + section + "." + name + ".file");
        }
    }

    private void contradicts(String key, String what) {
        if (lines.has(key)) {
            lines.wrong(key, "contradicts " + what);
        }
    }

    private void check(Material material) {
        if (!material.open()) {
            try {
                material.of("");
            } catch (IllegalArgumentException e) {
                var why = e.getMessage();
                lines.wrong(material.key(), why.substring(material.key().length() + 1));
            }
        }
    }

    private Optional<Material> secret(UnaryOperator<Bytes> form) {
        return one("." + section + ".key", form, section + ".key.file", form);
    }

    private Optional<Material> material(String name, UnaryOperator<Bytes> form) {
        return one(section + "." + name, form, section + "." + name + ".file", form);
    }

    private Optional<Material> one(
            String said, UnaryOperator<Bytes> form, String file, UnaryOperator<Bytes> formOfFile) {
        if (lines.has(said) && lines.has(file)) {
            lines.wrong(said, "is there, and so is " + file);
        }
        return lines.text(said)
                .map(text -> new Material(said, text, Optional.empty(), form))
                .or(() -> lines.text(file).map(name -> new Material(file, name, Optional.of(folder), formOfFile)));
    }

    /** A hash where {@code matching} says so. */
    private Bytes serverCertificate(Bytes bytes) {
        var hashed = lines.text(section + ".matching").filter(each -> !each.equals("0"));
        return hashed.isPresent() ? bytes : KeyForms.certificateOrKey(bytes);
    }

    private static void mandatory(List<Entry> entries, int resource, Value value) {
        if (entries.stream().noneMatch(each -> each.path().resource() == resource)) {
            entries.add(Entry.of(org.lwm2m.api.Path.of(1, 0, resource), value));
        }
    }
}
