package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Path;
import org.lwm2m.client.access.Right;
import org.lwm2m.client.access.Share;

/** What a configuration of access means, and what is said about one that is wrong. */
class AccessConfigurationTest {

    private static Map<String, Object> keys(String text) {
        var properties = new HashMap<String, Object>();
        for (var line : text.split("; ")) {
            var parts = line.split(" ?: ?", 2);
            properties.put(parts[0], parts[1]);
        }
        return properties;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "object: 3303 | /3303 | true | 65535 | {}",
                "object: 3303; instance: 7 | /3303/7 | false | 65535 | {}",
                "object: 3303; instance: 65535; acl: 2=create | /3303 | false | 65535 | {2=16}",
                "object: 3; instance: 0; owner: 1; acl: 2 = read write, 0=read | /3/0 | false | 1 | {0=1, 2=3}",
                "object: 3; instance: 0; acl: 2=all,3=none,4=execute delete | /3/0 | false | 65535 | {2=31, 3=0, 4=12}",
            })
    void eachKeyCounts(String text, String target, boolean each, int owner, String acl) {
        var read = AccessConfiguration.read(keys(text));
        assertEquals(Path.parse(target), read.control().target());
        assertEquals(each, read.each());
        assertEquals(owner, read.control().owner());
        assertEquals(acl, read.control().acl().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owner: 1 | object has",
                "object: 0 | object has",
                "object: 65535 | object has",
                "object: x | object has",
                "object: 3; instance: -1 | instance has",
                "object: 3; instance: 65536 | instance has",
                "object: 3; owner: 0 | owner has",
                "object: 3; owner: 70000 | owner has",
                "object: 3; acl: read | acl has",
                "object: 3; acl: 65535=read | acl has",
                "object: 3; acl: 2=raed | acl gives",
                "object: 3; acl: 2= | acl gives",
                "object: 3; acl: 2=owner | acl gives",
                "object: 3; acl: 2=read, 2=write | acl names server 2 twice",
            })
    void aWrongValueIsNamedWithItsKey(String text, String words) {
        var wrong = assertThrows(AccountConfiguration.Wrong.class, () -> AccessConfiguration.read(keys(text)));
        assertTrue(wrong.getMessage().startsWith(words), wrong::getMessage);
    }

    @Test
    void aKeyThatNobodyKnowsIsNamed() {
        assertEquals(Set.of("instances"), AccessConfiguration.unknown(Set.of("object", "instances", "service.pid")));
    }

    @Test
    void anAccountSaysWhatItsServerMay() {
        var properties = new HashMap<String, Object>(Map.of("uri", "coap://192.0.2.7:5683"));
        assertEquals(
                Optional.empty(),
                AccountConfiguration.read(properties).settings().share());
        properties.put("access", "owner");
        assertEquals(Optional.of(new Share(true, Set.of())), share(properties));
        properties.put("access", "read  execute");
        assertEquals(Optional.of(new Share(false, Set.of(Right.READ, Right.EXECUTE))), share(properties));
        properties.put("access", "none");
        assertEquals(Optional.of(new Share(false, Set.of())), share(properties));
        assertEquals(Set.of(), AccountConfiguration.unknown(properties.keySet()));
        for (var wrong : Set.of("rwed", "owner read", "READ", "all none")) {
            properties.put("access", wrong);
            var words = assertThrows(AccountConfiguration.Wrong.class, () -> share(properties))
                    .getMessage();
            assertTrue(words.startsWith("access has to be owner, all, none"), words);
        }
    }

    private static Optional<Share> share(Map<String, Object> properties) {
        return AccountConfiguration.read(properties).settings().share();
    }
}
