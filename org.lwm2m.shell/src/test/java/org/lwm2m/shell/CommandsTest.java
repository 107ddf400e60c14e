package org.lwm2m.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Link;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;

class CommandsTest {

    private final House house = new House();
    private final DataCommands data = new DataCommands(house.engines);
    private final AttributeCommands attributes = new AttributeCommands(house.engines);
    private final ClientCommands clients = new ClientCommands(house.engines);

    @Test
    void readShowsNamesAndUnitsBesideTheNumbers() throws CommandFailed {
        house.client.values = List.of(
                Entry.of(Path.parse("/3/0/13"), new Value.Time(Instant.ofEpochSecond(5))),
                Entry.of(Path.parse("/3/0/7/1"), new Value.Int(5000)),
                Entry.of(Path.parse("/3/0/0"), new Value.Text("Open Mobile Alliance")));

        assertEquals("""
                PATH      NAME                    VALUE                     UNIT
                /3/0/0    Manufacturer            Open Mobile Alliance
                /3/0/7/1  Power Source Voltage 1  5000                      mV
                /3/0/13   Current Time            5 = 1970-01-01 00:00:05Z""", data.read("gateway", "/3/0"));
        assertEquals(List.of("read /3/0"), house.client.asked);
    }

    @Test
    void writeReadsTheValueByTheModel() throws CommandFailed {
        data.write("gateway", "/1/0/1", "60");
        data.write("gateway", "/3/0/14", "+01:00");

        assertEquals(List.of("write /1/0/1 Int[value=60]", "write /3/0/14 Text[value=+01:00]"), house.client.asked);
    }

    @Test
    void writeRefusesWhatTheTypeDoesNotHold() {
        failsWith("/1/0/1 Lifetime: 'long' is no integer", () -> data.write("gateway", "/1/0/1", "long"));
        assertEquals(List.of(), house.client.asked);
    }

    @Test
    void writeTakesSeveralResourcesOfAnInstance() throws CommandFailed {
        data.write("gateway", "/3/0", "14=+01:00", "7/1=5000");
        data.write("gateway", "/3/0/7", "--replace", "0=1", "1=2");

        assertEquals(
                List.of(
                        "write /3/0 [/3/0/14=Text[value=+01:00], /3/0/7/1=Int[value=5000]] PARTIAL_UPDATE",
                        "write /3/0/7 [/3/0/7/0=Int[value=1], /3/0/7/1=Int[value=2]] REPLACE"),
                house.client.asked);
    }

    @Test
    void createLeavesTheNumberToTheClientUnlessItIsGiven() throws CommandFailed {
        assertEquals("created /3/7", data.create("gateway", "3", "14=Z"));
        data.create("gateway", "/3/2", "14=Z");
        data.create("gateway", "/3/2");

        assertEquals(
                List.of(
                        "create 3 [/3/65535/14=Text[value=Z]]",
                        "create 3 [/3/2/14=Text[value=Z]]",
                        "create 3 [/3/2=None[]]"),
                house.client.asked);
    }

    @Test
    void executeAndDeleteDoWhatTheySay() throws CommandFailed {
        data.execute("gateway", "/1/0/8");
        data.execute("gateway", "/1/0/8", "0='x'");
        data.delete("gateway", "/3/0");

        assertEquals(List.of("execute /1/0/8 ''", "execute /1/0/8 '0='x''", "delete /3/0"), house.client.asked);
    }

    @Test
    void severalPathsAreOneComposite() throws CommandFailed {
        house.client.values = List.of(Entry.of(Path.parse("/1/0/1"), new Value.Int(60)));
        assertEquals(
                "PATH    NAME      VALUE  UNIT\n/1/0/1  Lifetime  60     s\nnot there, or not to be read: /3/0",
                data.read("gateway", "/1/0/1", "/3/0"));
        assertEquals("written /1/0/1 /3/0/14 /3/0/7/1", data.write("gateway", "/1/0/1=90", "/3/0/14=a=b", "/3/0/7/1="));

        assertEquals(
                List.of(
                        "read [/1/0/1, /3/0]",
                        "write [/1/0/1=Int[value=90], /3/0/14=Text[value=a=b], /3/0/7/1=None[]]"),
                house.client.asked);
        failsWith("/3/0 is no resource", () -> data.write("gateway", "/3/0=1"));
    }

    @Test
    void argumentsOfAnExecutionGetTheirQuotesBack() throws CommandFailed {
        data.execute("gateway", "/1/0/8", "0=U", "1");
        data.execute("gateway", "/1/0/8", "2,3");

        assertEquals(List.of("execute /1/0/8 '0='U',1'", "execute /1/0/8 '2,3'"), house.client.asked);
        failsWith("'now' is no argument such as 0 or 0=U", () -> data.execute("gateway", "/1/0/8", "now"));
    }

    @Test
    void discoverGoesToADepth() throws CommandFailed {
        attributes.discover("gateway", "/3", "1");

        assertEquals(List.of("discover /3 1"), house.client.asked);
    }

    @Test
    void discoverShowsAttributes() throws CommandFailed {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("dim", "2");
        parameters.put("pmin", "10");
        house.client.discovered = List.of(new Link(Path.parse("/3/0/7"), parameters), Link.of(Path.parse("/3/0/0")));

        assertEquals("""
                PATH    NAME                  ATTRIBUTES
                /3/0/7  Power Source Voltage  dim=2 pmin=10
                /3/0/0  Manufacturer""", attributes.discover("gateway", "/3/0"));
    }

    @Test
    void attributesSetsThoseWithAValueAndTakesAwayThoseWithout() throws CommandFailed {
        assertEquals(
                "/3/0: set pmin=10 gt=1.5, took away pmax",
                attributes.attributes("gateway", "/3/0", "pmin=10", "pmax=", "gt=1.5"));
        assertEquals("/3: took away con", attributes.attributes("gateway", "/3", "con="));

        assertEquals(List.of("attributes /3/0 pmin=10&gt=1.5 [PMAX]", "attributes /3  [CON]"), house.client.asked);
    }

    @Test
    void attributesWithoutAnyShowsThoseOfThePathAlone() throws CommandFailed {
        house.client.discovered =
                List.of(new Link(Path.parse("/3/0"), Map.of("pmin", "10")), Link.of(Path.parse("/3/0/0")));

        assertEquals("PATH  NAME      ATTRIBUTES\n/3/0  Device 0  pmin=10", attributes.attributes("gateway", "/3/0"));
    }

    @Test
    void anUnknownAttributeIsNamedWithThoseThereAre() {
        failsWith("no attribute 'pmn'; there are pmin pmax", () -> attributes.attributes("gateway", "/3", "pmn=1"));
    }

    @Test
    void clientsListsThemWithWhatTheyHave() throws CommandFailed {
        var lines = clients.clients().lines().toList();

        assertEquals(2, lines.size());
        assertTrue(lines.get(1).matches("gateway +1\\.2 +U +5 min .* coap://127\\.0\\.0\\.1:40000 +1 3"), lines.get(1));
        assertEquals("no clients", clients.clients("other"));
    }

    @Test
    void clientShowsWhatItToldOfItself() throws CommandFailed {
        var text = clients.client("gateway");

        assertTrue(text.contains("5a3f"), text);
        assertTrue(text.matches("(?s).*SMS +491700000\n.*"), text);
        assertTrue(text.matches("(?s).*profiles +v:meter\n.*"), text);
        assertTrue(text.contains("/1/0  LwM2M Server 0"), text);
    }

    @Test
    void aRefusalIsSaidWithItsStatus() {
        house.client.refusal = Optional.of(Status.NOT_FOUND);

        failsWith("4.04 not found: no such thing", () -> data.read("gateway", "/9"));
    }

    @Test
    void aClientThatIsNotRegisteredIsSaidWithThoseThatAre() {
        failsWith("no client 'gatewy' is registered; there are gateway", () -> data.read("gatewy", "/3"));
    }

    @Test
    void aWrongCallIsAnsweredWithTheUsage() {
        failsWith("usage: lwm2m:read ENDPOINT PATH", () -> data.read("gateway"));
        failsWith("'3/x' is no path such as /3/0", () -> data.read("gateway", "3/x"));
        failsWith("'14' is not KEY=VALUE", () -> data.write("gateway", "/3/0", "14"));
    }

    @Test
    void aMissingEngineIsNamed() {
        house.engines.clients = null;
        house.engines.models = null;

        failsWith("org.lwm2m.server", clients::clients);
        failsWith("org.lwm2m.model.registry", () -> new ModelCommands(house.engines).objects());
    }

    @Test
    void withoutModelsValuesAreShownAndGuessed() throws CommandFailed {
        house.engines.models = null;
        house.client.values = List.of(Entry.of(Path.parse("/3/0/0"), new Value.Text("x")));

        assertEquals("PATH    VALUE\n/3/0/0  x", data.read("gateway", "/3/0"));
        data.write("gateway", "/1/0/1", "60");
        assertEquals("write /1/0/1 Int[value=60]", house.client.asked.get(1));
    }

    @Test
    void objectsTellsTheResourcesOfOne() throws CommandFailed {
        var models = new ModelCommands(house.engines);

        assertTrue(models.objects().contains("3   1.0      Device"), models.objects());
        assertTrue(
                models.objects("/3").contains("Power Source Voltage  read write  integer  yes"), models.objects("3"));
        failsWith("no definition of object 9", () -> models.objects("9"));
    }

    @Test
    void aTimeoutThatIsNoneLeavesTheDefault() {
        house.engines.configure(Map.of("timeout.seconds", "30"));
        assertEquals(30, house.engines.timeout().toSeconds());

        house.engines.configure(Map.of("timeout.seconds", "soon"));
        assertEquals(15, house.engines.timeout().toSeconds());
    }

    private static void failsWith(String words, Executable command) {
        var failure = assertThrows(CommandFailed.class, command);
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
    }
}
