package org.lwm2m.itest.bad;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A configuration that is wrong is named with PID and key in one line, the rest runs, and a correction repairs it. */
public class BadConfigurationIT {

    private static final String ACCOUNT = "org.lwm2m.client.account";

    /** PID, key, value. The place where the server listens is added to what it shall listen to. */
    private static final List<List<String>> VALUES = List.of(
            List.of("org.lwm2m.server", "listen", "nonsense"),
            List.of("org.lwm2m.server", "request.timeout.seconds", "soon"),
            List.of("org.lwm2m.server", "grace.seconds", "-1"),
            List.of("org.lwm2m.server", "threads", "0"),
            List.of("org.lwm2m.server", "registrations.max", "99999999999"),
            List.of("org.lwm2m.transport.udp", "ack.timeout.millis", "fast"),
            List.of("org.lwm2m.transport.udp", "ack.random.factor", "0.1"),
            List.of("org.lwm2m.transport.udp", "block.bytes", "1000"),
            List.of("org.lwm2m.transport.udp", "peers.max", "-5"),
            List.of("org.lwm2m.transport.udp", "retransmit.max", "1.5"),
            List.of("org.lwm2m.object.device", "utc.offset", "east"),
            List.of("org.lwm2m.object.device", "timezone", "Mars/Olympus"),
            List.of("org.lwm2m.object.device", "refresh.seconds", "often"),
            List.of("org.lwm2m.object.device", "memory", "disk"),
            List.of("org.lwm2m.object.device", "binding", "XYZ"),
            List.of("org.lwm2m.model.registry", "folder", "/dev/null"));

    /** What is wrong with one account each: the key, and what its file says beside a good server. */
    private static final List<List<String>> ACCOUNTS = List.of(
            List.of("uri", "uri ="),
            List.of("uri", "uri = nonsense"),
            List.of("uri", "uri = coap://127.0.0.1:99999"),
            List.of("server.id", "server.id = 1"),
            List.of("server.id", "server.id = 65535"),
            List.of("security", "security = some"),
            List.of(".key", "security = psk\n.key = confidential"),
            List.of("lifetime.seconds", "lifetime.seconds = -5"),
            List.of("binding", "binding = X"),
            List.of("version", "version = 9"),
            List.of("mute.send", "mute.send = perhaps"));

    private static final String DEFINITION = """
            <LWM2M><Object ObjectType="MODefinition"><Name>Mended</Name><ObjectID>32698</ObjectID>
            <ObjectURN>urn:oma:lwm2m:x:32698</ObjectURN><MultipleInstances>Single</MultipleInstances>
            <Mandatory>Optional</Mandatory><Resources><Item ID="1"><Name>One</Name><Operations>R</Operations>
            <MultipleInstances>Single</MultipleInstances><Mandatory>Optional</Mandatory><Type>Integer</Type>
            </Item></Resources></Object></LWM2M>
            """;

    private static Shipped system;

    @BeforeClass
    public static void starts() throws Exception {
        system = Shipped.start();
        system.run("lwm2m:clients", "gateway");
    }

    @AfterClass
    public static void ends() throws Exception {
        system.close();
    }

    @After
    public void theRestRuns() throws Exception {
        system.run("lwm2m:read gateway /3/0/0", "/3/0/0");
        assertEquals(List.of(), system.traces());
    }

    @Test
    public void badValuesAreNamedOnceAndAreDefaults() throws Exception {
        var since = system.log().size();
        for (var pid : VALUES.stream().map(row -> row.get(0)).distinct().toList()) {
            system.file("conf/" + pid + ".cfg", content(pid));
        }
        for (var row : VALUES) {
            system.untilLogged(row.get(0) + ":", row.get(1));
        }
        var problems = system.problems(since);
        assertEquals(String.join("\n", problems), VALUES.size(), problems.size());

        system.file("conf/org.lwm2m.server.cfg", good());
        system.noFile("conf/org.lwm2m.transport.udp.cfg");
        system.noFile("conf/org.lwm2m.object.device.cfg");
        system.noFile("conf/org.lwm2m.model.registry.cfg");
        system.until(
                "the transport is back",
                () -> system.log().stream()
                                .skip(since)
                                .filter(line -> line.contains("listens on coap"))
                                .count()
                        == 4);
    }

    @Test
    public void aBadAccountIsNamedAndLeftOutUntilItIsCorrected() throws Exception {
        var since = system.log().size();
        for (var i = 0; i < ACCOUNTS.size(); i++) {
            system.file(account(i), server(i) + ACCOUNTS.get(i).get(1));
        }
        for (var i = 0; i < ACCOUNTS.size(); i++) {
            system.untilLogged(ACCOUNT + "~bad" + i + ": " + ACCOUNTS.get(i).get(0), "left out");
        }
        var problems = system.problems(since);
        assertEquals(String.join("\n", problems), ACCOUNTS.size(), problems.size());
        assertFalse(String.join("\n", system.log()).contains("confidential"));

        system.file(account(0), server(0));
        system.untilLogged("gateway is registered with server 100 ");
        for (var i = 0; i < ACCOUNTS.size(); i++) {
            system.noFile(account(i));
        }
    }

    @Test
    public void anAccountWithoutNameOrWithAnUnknownKeyIsNamed() throws Exception {
        system.file("conf/" + ACCOUNT + ".cfg", server(7));
        system.untilLogged(ACCOUNT + ": there can be several", ACCOUNT + "-NAME.cfg");
        system.noFile("conf/" + ACCOUNT + ".cfg");
        system.file(account(20), server(20) + "lifetime = 60");
        system.untilLogged(ACCOUNT + "~bad20: nobody knows [lifetime]");
        system.noFile(account(20));
    }

    @Test
    public void aSchemeThatNobodyBringsIsNamed() throws Exception {
        system.file("conf/org.lwm2m.server.cfg", good() + ", caop://127.0.0.1:1, coap://127.0.0.1:99999");
        system.untilLogged("org.lwm2m.server: listen", "there is no port 99999");
        system.file(account(30), "uri = caop://127.0.0.1:1\nserver.id = 130");
        system.untilLogged("org.lwm2m.server: listen", "no transport for caop://127.0.0.1:1");
        system.untilLogged("server 130 at caop://127.0.0.1:1", "waits");
        system.noFile(account(30));
        system.file("conf/org.lwm2m.server.cfg", good());
    }

    @Test
    public void nobodyMayCallIfThereIsNoWordForWhoAndAnEndpointThatIsNoneIsTheDefault() throws Exception {
        try (var own = Shipped.start(
                        "conf/org.lwm2m.security.nosec.cfg", "callers = everybody",
                        "conf/org.lwm2m.client.cfg", "endpoint = two\\nlines");
                var peer = new Peer("127.0.0.1", own.port)) {
            own.untilLogged("org.lwm2m.security.nosec: callers = everybody");
            own.untilLogged("org.lwm2m.client: endpoint");
            own.untilLogged("gateway with server 1", "4.01");
            own.noFile("conf/org.lwm2m.security.nosec.cfg");
            own.until(
                    "anybody",
                    () -> peer.ask(Message.request("DELETE /rd/x")).status().equals("4.04"));
            own.untilLogged("gateway is registered with server 1");
        }
    }

    @Test
    public void aBrokenDefinitionIsNamedWithLineAndReasonUntilItIsMended() throws Exception {
        var since = system.log().size();
        var broken = List.of(
                DEFINITION.replace("</Name><ObjectID>", "</Nam><ObjectID>"),
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + DEFINITION,
                DEFINITION.replace("32698</ObjectID>", "99999</ObjectID>"),
                DEFINITION.replace("Integer", "Whole"),
                DEFINITION.substring(0, 200),
                "");
        for (var i = 0; i < broken.size(); i++) {
            system.file("models/broken" + i + ".xml", broken.get(i));
        }
        for (var i = 0; i < broken.size(); i++) {
            system.untilLogged("broken" + i + ".xml", ": line ");
        }
        assertEquals(broken.size(), system.problems(since).size());
        system.file("models/broken0.xml", DEFINITION);
        system.untilLogged("Read 1 definitions");
        assertTrue(system.run("lwm2m:objects", "Mended").contains("32698"));
        for (var i = 0; i < broken.size(); i++) {
            system.noFile("models/broken" + i + ".xml");
        }
    }

    private static String content(String pid) {
        var text = new StringBuilder();
        for (var row : VALUES) {
            if (row.get(0).equals(pid)) {
                text.append(row.get(1).equals("listen") ? good() + "," : row.get(1) + " = ")
                        .append(row.get(2))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String good() {
        return "listen = coap://127.0.0.1:" + system.port;
    }

    private static String account(int i) {
        return "conf/" + ACCOUNT + "-bad" + i + ".cfg";
    }

    private static String server(int i) {
        return "uri = coap://127.0.0.1:" + system.port + "\nserver.id = " + (100 + i) + "\naccess = all\n";
    }
}
