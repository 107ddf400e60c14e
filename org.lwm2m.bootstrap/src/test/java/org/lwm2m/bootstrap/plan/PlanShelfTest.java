package org.lwm2m.bootstrap.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanShelfTest {

    @TempDir
    Path folder;

    private long clock = 1_000;

    @Test
    void theClosestPlanIsFound() throws IOException {
        write("all.cfg", plan("*", 1));
        write("devices.cfg", plan("urn:dev:*", 2));
        write("one.cfg", plan("urn:dev:7", 3));
        write("short.cfg", plan("urn:dev:?", 4));
        var shelf = shelf();
        shelf.look();

        assertEquals("one.cfg", found(shelf, "urn:dev:7"));
        assertEquals("devices.cfg", found(shelf, "urn:dev:8"), "as many letters, and * sorts before ?");
        assertEquals("devices.cfg", found(shelf, "urn:dev:77"));
        assertEquals("all.cfg", found(shelf, "x"));
    }

    @Test
    void aPatternMatchesTheWholeNameAndDoesNotTakeForEver() {
        assertTrue(new Clients("a*b?c").match("axxbyc"));
        assertEquals(false, new Clients("a*b?c").match("axxbyyc"));
        assertTrue(new Clients("*").match(""));
        assertEquals(false, new Clients("a*a*a*a*a*a*a*a*b").match("a".repeat(255)));
    }

    @Test
    void aFileThatBecomesWrongCountsAsItWasBefore() throws IOException {
        write("one.cfg", plan("a", 1));
        var shelf = shelf();
        shelf.look();

        write("one.cfg", "clients = a\nserver.1.uri = nonsense\n");
        twice(shelf);

        assertEquals("one.cfg", found(shelf, "a"));
        assertEquals(
                "coap://1.example.com",
                shelf.plans().get("one.cfg").servers().get(0).uri());
        assertEquals(1, shelf.problems().size());
        assertTrue(shelf.problems().get(0).startsWith("one.cfg: server.1.uri has to be"), shelf.problems()::toString);

        write("one.cfg", plan("a", 2));
        twice(shelf);
        assertEquals(
                "coap://2.example.com",
                shelf.plans().get("one.cfg").servers().get(0).uri());
        assertEquals(0, shelf.problems().size());
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotRead() throws IOException {
        var shelf = shelf();
        shelf.look();
        write("one.cfg", "clients = a\nserver.1.uri = coap");
        shelf.look();
        assertEquals(0, shelf.problems().size());
        write("one.cfg", plan("a", 1));
        shelf.look();
        assertEquals(Set.of(), shelf.plans().keySet());
        shelf.look();
        assertEquals(Set.of("one.cfg"), shelf.plans().keySet());
    }

    @Test
    void aFileThatIsGoneIsNoPlanAnyMore() throws IOException {
        write("one.cfg", plan("a", 1));
        var shelf = shelf();
        shelf.look();
        Files.delete(folder.resolve("one.cfg"));
        shelf.look();
        assertEquals(Optional.empty(), shelf.find("a"));
    }

    @Test
    void twoPlansForTheSameClientsAreNamedAndTheOtherTakesOverWhenItCan() throws IOException {
        write("a.cfg", plan("x", 1));
        write("b.cfg", plan("y, x", 2));
        var shelf = shelf();
        shelf.look();
        assertEquals("[b.cfg: clients x have a plan in a.cfg]", shelf.problems().toString());

        Files.delete(folder.resolve("a.cfg"));
        twice(shelf);
        assertEquals("b.cfg", found(shelf, "x"));
        assertEquals("[]", shelf.problems().toString());
    }

    @Test
    void aFileIsCheckedBeforeItIsPutThere() throws IOException {
        write("a.cfg", plan("x", 1));
        var shelf = shelf();
        shelf.look();
        var draft = Files.writeString(folder.resolve("draft"), plan("x", 2));
        assertEquals(
                "[draft: clients x have a plan in a.cfg]", shelf.check(draft).toString());
        assertEquals("[]", shelf.check(folder.resolve("a.cfg")).toString());
        assertEquals(
                "[gone.cfg: can't be read: there is no such file]",
                shelf.check(folder.resolve("gone.cfg")).toString());
    }

    @Test
    void aFolderThatIsNotThereHasNoPlans() {
        var shelf = new PlanShelf("test", folder.resolve("gone"), new Values(Optional::empty));
        shelf.look();
        assertEquals(0, shelf.plans().size());
        assertEquals(0, shelf.problems().size());
    }

    private PlanShelf shelf() {
        return new PlanShelf("test", folder, new Values(Optional::empty));
    }

    private static void twice(PlanShelf shelf) {
        shelf.look();
        shelf.look();
    }

    private static String found(PlanShelf shelf, String endpoint) {
        return shelf.find(endpoint).orElseThrow().name();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(clock += 1_000));
    }

    private static String plan(String clients, int number) {
        return "clients = " + clients + "\nserver.1.uri = coap://" + number + ".example.com\n";
    }
}
