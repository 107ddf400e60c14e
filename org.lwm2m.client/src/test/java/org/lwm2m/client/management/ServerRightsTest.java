package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwm2m.api.Version;
import org.lwm2m.testing.Proves;

/** What each of several servers may do with an instance, operation by operation. */
class ServerRightsTest {

    private final Fleet fleet = new Fleet();
    private final Bench bench = fleet.bench;
    private final Box box = bench.box(0, 1);

    @ParameterizedTest
    @CsvSource({
        // owner and ACL, who asks, what it may
        "1, 1, rwed",
        "1, 2, -",
        "1 2=1, 2, r",
        "1 2=1, 3, -",
        "1 2=1 0=15, 2, r",
        "1 2=1 0=6, 3, we",
        "1 2=0 0=15, 2, -",
        "1 0=1, 2, r",
        "1 0=1, 1, rwed",
        "1 1=1, 1, r",
        "1 1=0 0=15, 1, -",
        "1 1=2 2=15, 2, rwed",
        "2, 1, -",
        "2, 2, rwed",
        "2 1=15, 1, rwed",
        "2 3=1, 3, r",
        "2 3=2, 3, w",
        "2 3=3, 3, rw",
        "2 3=4, 3, e",
        "2 3=5, 3, re",
        "2 3=8, 3, d",
        "2 3=9, 3, rd",
        "2 3=16, 3, -",
        "2 3=31, 3, rwed",
        "65535, 1, -",
        "65535, 2, -",
        "65535 2=15, 2, rwed",
        "65535 2=15, 1, -",
        "65535 0=3, 1, rw",
        "65535 0=0, 1, -",
        "65535 0=16, 2, -",
    })
    @Proves({"ACL-02", "ACL-03", "ACL-04"})
    void aServerMayDoWhatOwnerAndAclSay(String control, int server, String may) {
        fleet.accounts("1 none", "2 none", "3 none").provide("/44/0 owner " + control);
        check(server, may);
        assertEquals("401", fleet.code(server, create("/44", "/44/5/0=1")), "nobody was given to create");
    }

    private void check(int server, String may) {
        var r = may.contains("r");
        var w = may.contains("w");
        assertEquals(r ? "205" : "401", fleet.code(server, read("/44/0")));
        assertEquals(r ? "205" : "401", fleet.code(server, read("/44/0/0")));
        assertEquals(r ? "205" : "401", fleet.code(server, read("/44/0/1/0")));
        assertEquals(r ? "205" : "401", fleet.code(server, Fleet.readAll("/44/0/0")));
        assertEquals(r ? "205" : "401", fleet.code(server, observe("/44/0", 1)));
        assertEquals(r ? "205" : "401", fleet.code(server, observe("/44/0/0", 2)));
        assertEquals(r ? "205" : "401", fleet.code(server, Fleet.observeAll("/44/0/0\n/44/0/2", 3)));
        assertEquals(r ? "205" : "401", fleet.code(server, Bench.cancel("/44/0/0", 2)));
        assertEquals(r ? "204" : "401", fleet.code(server, attach("/44/0", "pmin=1")));
        assertEquals(r ? "204" : "401", fleet.code(server, attach("/44/0/0", "pmin=1")));
        assertEquals("204", fleet.code(server, attach("/44", "pmin=1")), "always, for a whole object");
        assertEquals(w ? "204" : "401", fleet.code(server, replace("/44/0/0", "2")));
        assertEquals(w ? "204" : "401", fleet.code(server, replace("/44/0", "/44/0/0=2")));
        assertEquals(w ? "204" : "401", fleet.code(server, update("/44/0", "/44/0/0=3")));
        assertEquals(w ? "204" : "401", fleet.code(server, Fleet.writeAll("/44/0/0=4")));
        assertEquals(may.contains("e") ? "204" : "401", fleet.code(server, execute("/44/0/4", "")));
        for (var path : List.of("/44", "/44/0", "/44/0/0")) {
            assertEquals("205", fleet.code(server, discover(path)));
        }
        assertEquals(may.contains("d") ? "202" : "401", fleet.code(server, delete("/44/0")));
        assertEquals(!may.contains("d"), box.ids.contains(0));
    }

    @Test
    void aRightThatIsMissingCountsBeforeAnOperationThatIs() {
        fleet.accounts("1 none", "2 none").provide("/44/0 owner 65535 1=1");
        assertEquals("401", fleet.code(1, replace("/44/0/2", "x")), "can't be written at all");
        assertEquals("401", fleet.code(2, read("/44/0/3")), "can't be read at all");
        assertEquals("405", fleet.code(1, read("/44/0/3")));
        assertEquals("404", fleet.code(2, read("/44/7")), "nothing is there to protect");
        assertEquals("404", fleet.code(2, execute("/44/7/4", "")));
        assertEquals(
                List.of(),
                box.calls.stream().filter(each -> !each.startsWith("read")).toList());
    }

    @Test
    @Proves("ACL-01")
    void theOnlyServerMayDoEverythingAndSeesNoAccessControl() {
        fleet.servers(1).provide("/44/0 owner 65535", "/44/1 owner 65535 1=1");
        check(1, "rwed");
        assertEquals("201 44/2", fleet.ask(1, create("/44", "/44/2/0=1")));
        assertEquals("404", fleet.code(1, read("/2")));
        assertEquals("404", fleet.code(1, discover("/2")));
        assertEquals("</44/1>,</44/2>", bench.links(Version.V1_2));
    }

    @Test
    @Proves("ACL-05")
    void ofAWholeObjectAServerGetsTheInstancesThatItMayRead() {
        bench.kitchen(0);
        fleet.accounts("1 none", "2 none", "3 none")
                .provide("/44/0 owner 1 2=1", "/44/1 owner 2 3=2", "/3303/0 owner 65535 1=1");
        assertEquals("205 " + instance(0), fleet.ask(1, read("/44")));
        assertEquals("205 " + instance(0) + "\n" + instance(1), fleet.ask(2, read("/44")));
        assertEquals("205 ", fleet.ask(3, read("/44")));
        assertEquals("205 " + instance(0), fleet.ask(1, observe("/44", 1)));
        assertEquals("205 ", fleet.ask(3, observe("/44", 1)));
        assertEquals("401", fleet.ask(1, read("/44/1")));
        assertEquals("401", fleet.ask(3, read("/44/1")));
        assertEquals("401", fleet.ask(2, read("/3303/0/5700")));
    }

    private static String instance(int id) {
        return "/44/ID/0=1\n/44/ID/1/0=red\n/44/ID/1/1=green\n/44/ID/2=fixed".replace("ID", "" + id);
    }

    @Test
    @Proves("ACL-08")
    void aCompositeReadsWhatTheServerMayAndWritesOnlyIfItMayAll() {
        bench.kitchen(0);
        fleet.accounts("1 none", "2 none", "3 none")
                .provide("/44/0 owner 1 2=1", "/44/1 owner 2 3=2", "/3303/0 owner 65535 1=1");
        var paths = "/44/0/0\n/44/1/0\n/3303/0/5701\n/44/9";
        assertEquals("205 /44/0/0=1\n/3303/0/5701=Cel", fleet.ask(1, Fleet.readAll(paths)));
        assertEquals("205 /44/0/0=1\n/44/1/0=1", fleet.ask(2, Fleet.readAll(paths)));
        assertEquals("401", fleet.ask(3, Fleet.readAll(paths)));
        assertEquals("401", fleet.ask(3, Fleet.observeAll(paths, 1)));
        assertEquals("401", fleet.ask(3, Fleet.readAll("/44")));
        assertEquals("401", fleet.ask(3, Fleet.readAll("/")));
        assertEquals("205 ", fleet.ask(3, Fleet.readAll("/44/9")), "nothing is there to protect");
        assertEquals("205 /44/0/0=1\n/3303/0/5701=Cel", fleet.ask(1, Fleet.observeAll(paths, 2)));

        assertEquals("401", fleet.ask(3, Fleet.writeAll("/44/1/0=5\n/44/0/0=5")));
        assertEquals("401", fleet.ask(2, Fleet.writeAll("/44/1/0=5\n/44/0/0=5")));
        assertEquals("Int[value=1]", box.at("/44/1/0"));
        assertEquals("204", fleet.ask(3, Fleet.writeAll("/44/1/0=5")));
        fleet.provide("/44/0 owner 1 2=3", "/44/1 owner 2");
        assertEquals("204", fleet.ask(2, Fleet.writeAll("/44/1/0=6\n/44/0/0=6")));
        assertEquals("Int[value=6]", box.at("/44/0/0"));
    }
}
