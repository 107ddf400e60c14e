package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.client.LocalClient;
import org.lwm2m.api.client.ServerStatus;
import org.lwm2m.api.object.Changes;
import org.lwm2m.api.object.ManagedObject;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Our client is managed by a Leshan server, its second one: an account is added while it runs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeshanServerIT {

    private static final int LESHAN = 2;
    private static final String TEXT = "0";
    private static final String TLV = "11542";
    private static final String OPAQUE = "42";

    @Inject
    private BundleContext context;

    @Inject
    private LocalClient client;

    @Inject
    private Changes changes;

    private final Notebook notebook = new Notebook();
    private ServiceRegistration<ManagedObject> service;
    private LeshanPeer leshan;

    @Configuration
    public Option[] system() throws IOException {
        return TheSystem.options();
    }

    @Before
    public void registers() throws Exception {
        service = context.registerService(
                ManagedObject.class, notebook, new Hashtable<>(Map.of(ManagedObject.OBJECT, Notebook.ID)));
        leshan = LeshanPeer.start("LeshanServerPeer");
        var port = leshan.next("listening").get(1);
        TheSystem.configure(
                "org.lwm2m.client.account-leshan",
                "uri = coap://127.0.0.1:%s%nserver.id = %d%nlifetime.seconds = 60%nsecurity = nosec%n"
                        .formatted(port, LESHAN));
        var registered = leshan.next("registered");
        assertEquals(Gateway.ENDPOINT, registered.get(1));
        assertEquals("60", registered.get(4));
        Until.holds("the answer to Register is here, too", () -> client.servers().stream()
                .anyMatch(each -> each.server() == LESHAN && each.state() == ServerStatus.State.REGISTERED));
        if (!registered.toString().contains("</32700/0>")) {
            leshan.next("updated");
        }
    }

    @After
    public void ends() {
        service.unregister();
        leshan.close();
    }

    @Test
    public void isReadInTlvAndInText() throws Exception {
        assertEquals(
                List.of(
                        "2.05",
                        "/32700/0/0=hello",
                        "/32700/0/1=42",
                        "/32700/0/2=1.5",
                        "/32700/0/3=true",
                        "/32700/0/4=010203"),
                ask("read", "/32700/0", TLV));
        assertEquals(List.of("2.05", "/32700/0/1=42"), ask("read", "/32700/0/1", TEXT));
        assertEquals(List.of("2.05", "/32700/0/1=42"), ask("read", "/32700/0/1", TLV));
        assertEquals(List.of("2.05", "/32700/0/4=010203"), ask("read", "/32700/0/4", OPAQUE));
        var device = ask("read", "/3/0", TLV);
        assertEquals("2.05", device.get(0));
        assertTrue(device.toString(), device.stream().anyMatch(each -> each.startsWith("/3/0/0=")));
    }

    @Test
    public void isWrittenInTextAndInTlv() throws Exception {
        assertEquals(List.of("2.04"), ask("write", "/32700/0/0", TEXT, "good morning"));
        assertEquals(new Value.Text("good morning"), notebook.get(Path.parse("/32700/0/0")));
        assertEquals(List.of("2.04"), ask("write", "/32700/0/2", TLV, "2.25"));
        assertEquals(new Value.Real(2.25), notebook.get(Path.parse("/32700/0/2")));
        assertEquals(List.of("2.04"), ask("write", "/1/1/1", TEXT, "90"));
        assertEquals("90", leshan.next("updated").get(3));
    }

    @Test
    public void executesWithArguments() throws Exception {
        assertEquals(List.of("2.04"), ask("execute", "/32700/0/8", "0='all'"));
        assertEquals("/32700/0/8 0='all'", notebook.executed.poll(1, TimeUnit.SECONDS));
    }

    @Test
    public void createsAndDeletesAnInstance() throws Exception {
        assertEquals(List.of("2.01", "32700/1"), ask("create", "/32700", "0=second"));
        leshan.next("updated");
        assertEquals(List.of("2.05", "/32700/1/0=second"), ask("read", "/32700/1", TLV));
        assertEquals(
                "2.01", ask("create", "/32700", "instance 5", "0=fifth", "1=9").get(0));
        assertEquals(new Value.Int(9), notebook.get(Path.parse("/32700/5/1")));
        leshan.next("updated");
        assertEquals(List.of("2.02"), ask("delete", "/32700/1"));
        leshan.next("updated");
        assertEquals("4.04", ask("read", "/32700/1", TLV).get(0));
    }

    @Test
    public void reportsWhatIsObserved() throws Exception {
        assertEquals(List.of("2.05", "/32700/0/0=hello"), ask("observe", "/32700/0/0", TEXT));
        notebook.put(Path.parse("/32700/0/0"), new Value.Text("new words"));
        changes.of(notebook, Path.parse("/32700/0/0"));
        assertEquals(List.of("notified", Gateway.ENDPOINT, "/32700/0/0=new words"), leshan.next("notified"));
    }

    @Test
    public void keepsAttributesAndListsWhatItHas() throws Exception {
        assertEquals(List.of("2.04"), ask("attributes", "/32700/0/0", "pmin=5&pmax=60"));
        var found = ask("discover", "/32700/0");
        assertTrue(found.toString(), found.contains("</32700/0/1>"));
        assertTrue(found.toString(), found.contains("</32700/0/0>;pmin=5;pmax=60"));
    }

    @Test
    public void updatesAndDeregisters() throws Exception {
        Until.done(client.update(LESHAN));
        assertEquals(Gateway.ENDPOINT, leshan.next("updated").get(1));
        Until.done(client.deregister(LESHAN));
        assertEquals(List.of("gone", Gateway.ENDPOINT, "deregistered"), leshan.next("gone"));
    }

    private List<String> ask(String operation, String... words) throws Exception {
        var line = new java.util.ArrayList<>(List.of(operation, Gateway.ENDPOINT));
        line.addAll(List.of(words));
        return leshan.ask(line.toArray(String[]::new));
    }
}
