package org.lwm2m.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.testing.Printed;
import org.lwm2m.testing.Proves;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;

class HostNameTest {

    @ParameterizedTest(name = "{0} {1} for {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            CN=a.example.com      |                              | a.example.com      | true
            CN=a.example.com      |                              | A.Example.Com.     | true
            CN=a.example.com      |                              | b.example.com      | false
            CN=a.example.com      | dns:b.example.com            | a.example.com      | false
            CN=a.example.com      | dns:b.example.com            | b.example.com      | true
            CN=a.example.com      | ip:192.0.2.1                 | a.example.com      | false
            CN=a                  | dns:b.org dns:c.org          | c.org              | true
            CN=a                  | dns:*.example.com            | a.example.com      | true
            CN=a                  | dns:*.example.com            | a.b.example.com    | false
            CN=a                  | dns:*.example.com            | example.com        | false
            CN=a                  | dns:*.example.com            | .example.com       | false
            CN=a                  | dns:*.com                    | example.com        | false
            CN=a                  | dns:a*.example.com           | ab.example.com     | false
            CN=a                  | dns:a.*.com                  | a.example.com      | false
            CN=a                  | dns:*.*.example.com          | a.b.example.com    | false
            CN=a                  | uri:coaps://a.org:5684       | a.org              | true
            CN=a                  | uri:coaps://a.org:5684       | b.org              | false
            CN=a                  | ip:192.0.2.1                 | 192.0.2.1          | true
            CN=a                  | ip:192.0.2.1                 | 192.0.2.2          | false
            CN=a                  | ip:2001:db8::1               | [2001:db8:0:0::1]  | true
            CN=a                  | dns:192.0.2.1                | 192.0.2.1          | false
            CN=192.0.2.1          |                              | 192.0.2.1          | true
            CN=b, CN=a            |                              | b                  | true
            O=a.example.com       |                              | a.example.com      | false
            CN=a                  |                              | ''                 | false
            """)
    @Proves("SEC-06")
    void comparesNamesAsRfc6125Says(String subject, String names, String host, boolean same) throws Exception {
        var now = Instant.parse("2031-05-04T12:00:00Z");
        var alternatives =
                names == null ? List.<String>of() : List.of(names.strip().split(" "));
        var keys = Printed.keys(TrialAuthority.keyPair());
        var extensions = new Extensions(false, List.of(), alternatives);
        var certificate = TrialAuthority.root("CN=Root", now).issue(subject, keys.getPublic(), now, extensions);
        assertEquals(same, passes(() -> HostName.require(certificate, host)));
    }

    private static boolean passes(Runnable check) {
        try {
            check.run();
            return true;
        } catch (LwM2mException e) {
            assertEquals(42, e.alert().orElseThrow());
            return false;
        }
    }
}
