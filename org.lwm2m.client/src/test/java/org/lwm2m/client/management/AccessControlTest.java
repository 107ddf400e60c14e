package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwm2m.client.management.Bench.attach;
import static org.lwm2m.client.management.Bench.create;
import static org.lwm2m.client.management.Bench.delete;
import static org.lwm2m.client.management.Bench.discover;
import static org.lwm2m.client.management.Bench.execute;
import static org.lwm2m.client.management.Bench.observe;
import static org.lwm2m.client.management.Bench.read;
import static org.lwm2m.client.management.Bench.replace;
import static org.lwm2m.client.management.Bench.update;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Path;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.testing.Proves;

/** How instances of /2 come, change and go. */
class AccessControlTest {

    private final Fleet fleet = new Fleet();
    private final Bench bench = fleet.bench;
    private final Box box = bench.box(0, 1);

    @Test
    @Proves({"ACL-06", "OBJ-02"})
    void whoCreatesAnInstanceOwnsItUntilItIsDeleted() {
        fleet.accounts("1 none", "2 none", "3 none").provide("/44 owner 65535 2=16 0=16");
        assertEquals("401", fleet.code(1, create("/44", "/44/5/0=1")), "the default of an object gives nobody a right");
        assertEquals("201 44/5", fleet.ask(2, create("/44", "/44/5/0=1")));
        var control = fleet.about("/44/5");
        assertEquals(
                "205 /2/ID/0=44\n/2/ID/1=5\n/2/ID/3=2".replace("ID", "" + control),
                fleet.ask(2, read("/2/" + control)));
        assertTrue(bench.links(Version.V1_2).contains("</2/" + control + ">"));
        assertEquals("204", fleet.code(2, replace("/44/5/0", "7")));
        assertEquals("204", fleet.code(2, execute("/44/5/4", "")));
        assertEquals("401", fleet.code(1, read("/44/5")));
        assertEquals("401", fleet.code(3, read("/44/5")));

        assertEquals("201", fleet.code(2, create("/44", "/44/6/0=1\n/44/7/0=1")), "two at once");
        assertEquals("204", fleet.code(2, replace("/44/6/0", "7")));
        assertEquals("204", fleet.code(2, replace("/44/7/0", "7")));

        assertEquals("202", fleet.code(2, delete("/44/5")));
        assertFalse(bench.links(Version.V1_2).contains("</2/" + control + ">"));
        assertEquals("404", fleet.code(2, read("/2/" + control)));
        box.ids.add(5);
        bench.device.instancesChanged(box);
        assertEquals("401", fleet.code(2, read("/44/5")), "another instance, of which it owns nothing");
    }

    @Test
    void aCreateThatFailsLeavesNoAccessControl() {
        fleet.accounts("1 none", "2 none").provide("/44 owner 65535 2=16");
        box.poison = 8;
        var before = bench.links(Version.V1_2);
        assertEquals("409", fleet.code(2, create("/44", "/44/7/0=1\n/44/8/0=1")));
        assertEquals(before, bench.links(Version.V1_2));
        box.ids.add(7);
        bench.device.instancesChanged(box);
        assertEquals("401", fleet.code(2, read("/44/7")));
    }

    @Test
    @Proves({"ACL-07", "OBJ-02"})
    void onlyTheOwnerChangesWhatOthersMay() {
        fleet.accounts("1 none", "2 none", "3 none").provide("/44/0 owner 1 2=15", "/44 owner 65535 1=16");
        var control = "/2/" + fleet.about("/44/0");
        for (var server : List.of(2, 3)) {
            assertEquals("401", fleet.code(server, read(control)));
            assertEquals("401", fleet.code(server, replace(control + "/2/3", "15")));
            assertEquals("401", fleet.code(server, replace(control + "/2", control + "/2/3=15")));
            assertEquals("401", fleet.code(server, update(control, control + "/3=3")));
            assertEquals("401", fleet.code(server, Fleet.writeAll(control + "/2/3=15")));
            assertEquals("401", fleet.code(server, delete(control + "/2/2")));
            assertEquals("401", fleet.code(server, delete(control)));
            assertEquals("401", fleet.code(server, observe(control, 1)));
            assertEquals("401", fleet.code(server, attach(control, "pmin=1")));
            assertEquals("401", fleet.code(server, create("/2", "/2/40/0=44\n/2/40/1=1\n/2/40/3=" + server)));
            assertEquals("205", fleet.code(server, discover(control)));
            assertEquals("205 ", fleet.ask(server, read("/2")));
        }
        assertEquals("204", fleet.code(1, update(control, control + "/2/3=1")), "makes the entry");
        assertEquals("205", fleet.code(3, read("/44/0")));
        assertEquals("401", fleet.code(3, replace("/44/0/0", "2")));
        assertEquals("205", fleet.code(2, read("/44/0")), "its entry stays");
        assertEquals("204", fleet.code(1, replace(control + "/2", control + "/2/0=2")), "all others go");
        assertEquals("401", fleet.code(2, read("/44/0")));
        assertEquals("204", fleet.code(3, replace("/44/0/0", "2")));
        assertEquals("202", fleet.code(1, delete(control + "/2/0")));
        assertEquals("401", fleet.code(3, replace("/44/0/0", "2")));
        assertEquals("405", fleet.code(1, delete(control)), "goes with its instance only");
        assertEquals("204", fleet.code(1, replace(control + "/3", "2")), "somebody else's now");
        assertEquals("401", fleet.code(1, read(control)));
        assertEquals("401", fleet.code(1, read("/44/0")));
        assertEquals("205", fleet.code(2, read(control)));

        var creating = "/2/" + creating();
        for (var server : List.of(1, 2, 3)) {
            assertEquals("401", fleet.code(server, read(creating)));
            assertEquals("401", fleet.code(server, replace(creating + "/2/" + server, "16")));
            assertEquals("401", fleet.code(server, replace(creating + "/3", "" + server)));
            assertEquals(server == 1 ? "201" : "401", fleet.code(server, create("/44", "/44/9/0=1")));
        }
    }

    /** The instance of /2 that no server sees the inside of. */
    private int creating() {
        var ours = Set.of(fleet.about("/44/0"));
        for (var number = 0; number < 10; number++) {
            var id = number;
            if (!ours.contains(id)
                    && bench.links(Version.V1_2).contains("</2/" + id + ">")
                    && Set.of(1, 2, 3).stream()
                            .allMatch(each -> fleet.code(each, read("/2/" + id)).equals("401"))) {
                return id;
            }
        }
        throw new AssertionError(bench.links(Version.V1_2));
    }

    @ParameterizedTest
    @CsvSource({
        "/2=/2/2=32, 400",
        "/2=/2/2=-1, 400",
        "/2=/2/9=1, 400",
        "/2/9=1, 400",
        "/2/2=32, 400",
        "/3=9, 400",
        "/3=0, 400",
        "/0=45, 405",
        "/1=1, 405",
        "/7=1, 404",
    })
    @Proves("OBJ-02")
    void refusesWhatAccessControlCantHold(String written, String code) {
        fleet.accounts("1 none", "2 none").provide("/44/0 owner 1 2=1");
        var control = "/2/" + fleet.about("/44/0");
        var before = fleet.ask(1, read(control));
        var parts = written.split("=", 2);
        var value = parts[1].startsWith("/") ? control + parts[1] : parts[1];
        assertEquals(code, fleet.code(1, replace(control + parts[0], value)));
        assertEquals(before, fleet.ask(1, read(control)));
    }

    @Test
    void theSecondServerBringsAccessControlAndTheLastButOneTakesItAway() {
        bench.device.add(1, new ObjectVersion(1, 2), "", new Accounts());
        fleet.servers(1);
        assertEquals("</1/0>,</1/1>,</44/0>,</44/1>", bench.links(Version.V1_2));
        fleet.servers(1, 2);
        assertEquals(
                "</1/0>,</1/1>,</2/0>,</2/1>,</2/2>,</2/3>,</2/4>,</2/5>,</44/0>,</44/1>", bench.links(Version.V1_2));
        assertEquals("205", fleet.code(1, read("/44/0")), "as before");
        assertEquals("201", fleet.code(1, create("/44", "/44/3/0=1")), "as before");
        assertEquals("401", fleet.code(2, read("/44/0")));
        assertEquals("205", fleet.code(2, read("/1/1")), "its own account");
        assertEquals("401", fleet.code(2, read("/1/0")));
        assertEquals("401", fleet.code(1, read("/1/1")));

        fleet.servers(2);
        assertEquals("205", fleet.code(2, read("/44/0")));
        assertEquals("205", fleet.code(2, read("/1/0")));
        bench.pass(3);
        assertFalse(bench.links(Version.V1_2).contains("</2"), bench.links(Version.V1_2));
    }

    /** Two instances of /1. */
    private static final class Accounts implements org.lwm2m.api.object.ManagedObject {

        @Override
        public Set<Integer> instances() {
            return Set.of(0, 1);
        }

        @Override
        public java.util.concurrent.CompletionStage<List<org.lwm2m.api.Entry>> read(Path path) {
            return java.util.concurrent.CompletableFuture.completedStage(List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // accounts, what 1, 2 and 3 may
        "1; 2; 3, rwedc - -",
        "3; 2; 1, rwedc - -",
        "1; 2 owner; 3, - rwedc -",
        "1 owner; 2 owner; 3, rwedc rwedc -",
        "1; 2 read; 3 all, rwedc r rwedc",
        "1 all; 2; 3, rwedc rwedc -",
        "1 none; 2 none; 3 read create, - - rc",
        "1 execute; 2 write delete; 3, e wd rwedc",
    })
    void accountsSayWhatTheirServersMay(String accounts, String expected) {
        fleet.accounts(accounts.split("; "));
        var rights = expected.split(" ");
        for (var server : List.of(1, 2, 3)) {
            var may = rights[server - 1];
            assertEquals(may.contains("r") ? "205" : "401", fleet.code(server, read("/44/0")));
            assertEquals(may.contains("w") ? "204" : "401", fleet.code(server, replace("/44/0/0", "1")));
            assertEquals(may.contains("e") ? "204" : "401", fleet.code(server, execute("/44/0/4", "")));
            assertEquals(
                    may.contains("c") ? "201" : "401",
                    fleet.code(server, create("/44", "/44/" + (4 + server) + "/0=1")));
        }
    }

    @Test
    void aConfigurationIsForOneInstanceOrEach() {
        fleet.accounts("1", "2").provide("/44/* owner 1 2=1", "/44/1 owner 2");
        assertEquals("205", fleet.code(2, read("/44/0")));
        assertEquals("401", fleet.code(2, replace("/44/0/0", "2")));
        assertEquals("204", fleet.code(2, replace("/44/1/0", "2")));
        assertEquals("401", fleet.code(1, read("/44/1")));
        fleet.provide();
        assertEquals("401", fleet.code(2, read("/44/1")), "taken back");
        assertEquals("205", fleet.code(1, read("/44/1")));
    }

    @Test
    void whatServersChangedOutlivesConfigurationAndABundleThatIsAway() {
        fleet.servers(1, 2);
        var control = "/2/" + fleet.about("/44/0");
        assertEquals("204", fleet.code(1, update(control, control + "/2/2=1")));
        fleet.provide("/44/0 owner 2");
        assertEquals("205", fleet.code(1, read(control)), "changed by a server: configuration is only the beginning");
        bench.device.remove(box);
        bench.pass(10);
        assertFalse(bench.links(Version.V1_2).contains("</2/"), bench.links(Version.V1_2));
        bench.add(box);
        assertEquals("205", fleet.code(2, read("/44/0")));
        assertEquals("205 ID/0=44\nID/1=0\nID/2/2=1\nID/3=1".replace("ID", control), fleet.ask(1, read(control)));
    }

    @Test
    @Proves("ACL-09")
    void whatAServerOwnedPassesToWhoMayDoMostWhenItIsNoMore() {
        fleet.accounts("1 none", "2 none", "3 none", "4 none").provide("/44 owner 65535 2=16");
        for (var id = 2; id <= 6; id++) {
            assertEquals("201", fleet.code(2, create("/44", "/44/" + id + "/0=1")));
        }
        share("/44/3", "/2/3=1", "/2/4=3");
        share("/44/4", "/2/3=10", "/2/4=3");
        share("/44/5", "/2/3=2", "/2/4=8");
        share("/44/6", "/2/0=1");
        fleet.accounts("1 none", "3 none", "4 none");
        assertEquals(Set.of(0, 1, 3, 4, 5, 6), box.ids, "what only it had access to goes with it");
        assertEquals("4", owner("/44/3"));
        assertEquals("3", owner("/44/4"));
        assertEquals("3", owner("/44/5"));
        assertEquals("205", fleet.code(1, read("/44/6")), "others still read it, and nobody owns it");
        assertFalse(fleet.ask(3, read("/2/" + fleet.about("/44/4"))).contains("/2/2="));
        assertEquals("401", fleet.code(2, read("/44/3")), "it has no rights any more");

        fleet.servers(4);
        bench.pass(3);
        assertFalse(bench.links(Version.V1_2).contains("</2"), "switched off for the last");
        assertEquals("205", fleet.code(4, read("/44/0")));
    }

    private void share(String target, String... entries) {
        var control = "/2/" + fleet.about(target);
        for (var entry : entries) {
            assertEquals("204", fleet.code(2, update(control, control + entry)));
        }
    }

    private String owner(String target) {
        var control = "/2/" + fleet.about(target);
        for (var server : fleet.servers.keySet()) {
            var answer = fleet.ask(server, read(control + "/3"));
            if (answer.startsWith("205")) {
                return answer.substring(4).replace(control + "/3=", "");
            }
        }
        return "nobody";
    }

    @Test
    @Proves("ACL-10")
    void aNotificationIsHeldBackWhileTheServerMayNotRead() {
        fleet.servers(1, 2);
        var two = fleet.servers.get(2);
        var control = "/2/" + fleet.about("/44/0");
        fleet.code(1, update(control, control + "/2/2=1"));
        assertEquals("205 /44/0/0=1", fleet.ask(2, observe("/44/0/0", 1)));
        assertEquals("205", fleet.code(2, observe("/44", 2)));
        assertEquals("205", fleet.code(2, Fleet.observeAll("/44/0/0\n/44/0/2", 3)));
        fleet.code(1, replace("/44/0/0", "2"));
        bench.pass(1);
        assertEquals(3, two.news().size());

        fleet.code(1, update(control, control + "/2/2=2"));
        two.news();
        fleet.code(1, replace("/44/0/0", "3"));
        bench.pass(100);
        bench.device.changed(box, List.of(org.lwm2m.api.Entry.of(Path.of(44, 0, 0), new org.lwm2m.api.Value.Int(4))));
        bench.pass(100);
        assertEquals(List.of(), two.news());
        assertEquals(0, bench.loop.timers(), "nothing is tried in vain");

        fleet.code(1, update(control, control + "/2/2=1"));
        bench.pass(1);
        var told = two.news();
        assertEquals(3, told.size(), told::toString);
        assertTrue(told.contains("/44/0/0=3"), told::toString);
    }

    @Test
    void whatIsStoredForAServerIsNotToldWithoutTheRight() {
        fleet.servers(1, 2);
        var two = fleet.servers.get(2);
        two.stores = true;
        var control = "/2/" + fleet.about("/44/0");
        fleet.code(1, update(control, control + "/2/2=1"));
        fleet.ask(2, observe("/44/0/0", 1));
        two.reachable = false;
        fleet.code(1, replace("/44/0/0", "2"));
        bench.pass(1);
        fleet.code(1, update(control, control + "/2/2=0"));
        two.reachable = true;
        bench.device.reachable(two);
        bench.pass(10);
        assertEquals(List.of(), two.news());
        fleet.code(1, update(control, control + "/2/2=1"));
        bench.pass(1);
        assertTrue(two.news().get(0).startsWith("/44/0/0=2"));
    }

    @Test
    @Proves("SEND-04")
    void aServerIsSentOnlyWhatItMayRead() {
        fleet.accounts("1 none", "2 none").provide("/44/0 owner 1 2=1", "/44/1 owner 1");
        var entries =
                bench.device.read(1, List.of(Path.of(44))).toCompletableFuture().join();
        assertEquals(entries, bench.device.readable(1, entries));
        assertEquals(
                entries.stream().filter(each -> each.path().instance() == 0).toList(),
                bench.device.readable(2, entries));
        assertEquals(
                bench.device.readable(2, entries),
                bench.device.read(2, List.of(Path.of(44))).toCompletableFuture().join());
    }

    @Test
    void whatIsBehindAPrefixIsNotSubjectToAccessControl() {
        bench.device.add(Box.ID, ObjectVersion.V1_0, "d01", new Box(0));
        fleet.servers(1, 2);
        assertEquals("401", fleet.code(2, read("/44/0")));
        assertEquals("205", fleet.code(2, read("/d01/44/0")));
    }
}
