package org.lwm2m.bootstrap.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Value;
import org.lwm2m.bootstrap.plan.Account.Handing;

/**
 * An OSCORE context of a plan, an instance of /21, which one account links.
 *
 * @param secret empty if it is made anew
 * @param client the client's Sender ID, empty if it is made anew
 * @param server the server's Sender ID
 */
record Context(
        String name,
        Optional<Integer> instance,
        Optional<Material> secret,
        Optional<Bytes> client,
        Bytes server,
        Bytes salt,
        Bytes context,
        int aead,
        int hmac,
        Handing handing) {

    private static final int AES_CCM_16_64_128 = 10;
    private static final int HMAC_SHA_256 = 5;
    private static final int LONGEST_ID = 7;
    private static final Map<String, Handing> HANDINGS = Map.of("store", Handing.STORE, "generate", Handing.GENERATE);

    static Context read(Lines lines, String name, Path folder) {
        var section = "oscore." + name;
        var handing = lines.word(section + ".keys", HANDINGS.keySet())
                .map(HANDINGS::get)
                .orElse(Handing.NONE);
        var made = handing == Handing.GENERATE;
        var secret = lines.text("." + section + ".secret")
                .map(text -> new Material("." + section + ".secret", text, Optional.<Path>empty(), KeyForms::shared))
                .or(() -> lines.text(section + ".secret.file")
                        .map(file ->
                                new Material(section + ".secret.file", file, Optional.of(folder), KeyForms::digits)));
        var client = octets(lines, section + ".client.id", LONGEST_ID);
        if (made && (secret.isPresent() || client.isPresent())) {
            lines.wrong(section + ".keys", "= generate contradicts the secret or client.id that is given");
        } else if (!made && secret.isEmpty()) {
            lines.wrong("." + section + ".secret", "is missing, as is " + section + ".secret.file");
        } else if (!made && client.isEmpty()) {
            lines.wrong(section + ".client.id", "is missing");
        }
        secret.filter(each -> !each.open()).ifPresent(each -> check(lines, each));
        var server = octets(lines, section + ".server.id", LONGEST_ID);
        if (client.isPresent() && client.equals(server)) {
            lines.wrong(section + ".server.id", "is the same as client.id");
        }
        return new Context(
                name,
                lines.number(section + ".instance", 0, 65534).map(Long::intValue),
                secret,
                client,
                server.orElse(Bytes.EMPTY),
                octets(lines, section + ".salt", 64).orElse(Bytes.EMPTY),
                octets(lines, section + ".context", 64).orElse(Bytes.EMPTY),
                lines.number(section + ".aead", 0, 65535).map(Long::intValue).orElse(AES_CCM_16_64_128),
                lines.number(section + ".hmac", 0, 65535).map(Long::intValue).orElse(HMAC_SHA_256),
                handing);
    }

    /** The resources of its instance of /21; defaults are left out. */
    List<Entry> entries(int instance, Bytes key, Bytes sender) {
        var entries = new ArrayList<Entry>();
        entries.add(at(instance, 0, new Value.Opaque(key)));
        entries.add(at(instance, 1, new Value.Opaque(sender)));
        entries.add(at(instance, 2, new Value.Opaque(server)));
        if (aead != AES_CCM_16_64_128) {
            entries.add(at(instance, 3, new Value.Int(aead)));
        }
        if (hmac != HMAC_SHA_256) {
            entries.add(at(instance, 4, new Value.Int(hmac)));
        }
        if (salt.size() > 0) {
            entries.add(at(instance, 5, new Value.Opaque(salt)));
        }
        if (context.size() > 0) {
            entries.add(at(instance, 6, new Value.Opaque(context)));
        }
        return entries;
    }

    private static void check(Lines lines, Material material) {
        try {
            material.of("");
        } catch (IllegalArgumentException e) {
            lines.wrong(material.key(), e.getMessage().substring(material.key().length() + 1));
        }
    }

    private static Optional<Bytes> octets(Lines lines, String key, int most) {
        return lines.text(key).flatMap(text -> {
            try {
                var octets = Material.octets(text);
                if (octets.size() <= most) {
                    return Optional.of(octets);
                }
                lines.wrong(key, "has more than " + most + " octets");
            } catch (IllegalArgumentException e) {
                lines.wrong(key, e.getMessage());
            }
            return Optional.empty();
        });
    }

    private static Entry at(int instance, int resource, Value value) {
        return Entry.of(org.lwm2m.api.Path.of(21, instance, resource), value);
    }
}
