package org.lwm2m.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.Version;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.lwm2m.testing.Proves;

/** A bootstrap that takes a server away, and what of the server's goes or is somebody else's then (Transport 1.2, 5.2.5). */
class UnbootstrappingTest {

    /** Anything that servers make. */
    @LwM2mObject(id = 42771)
    public interface Note {

        @Resource(0)
        default long number() {
            return 7;
        }
    }

    static final class Notes implements InstanceFactory<Note> {

        final Map<Integer, Note> all = new TreeMap<>();

        @Override
        public Class<Note> type() {
            return Note.class;
        }

        @Override
        public Note create(int instance) {
            all.put(instance, new Note() {});
            return all.get(instance);
        }

        @Override
        public void delete(int instance, Note gone) {
            all.remove(instance);
        }
    }

    private final Bootstrapping it = new Bootstrapping();
    private final ScriptedServer third = it.rig.server(103);
    private final Owners owners = new Owners();
    private final Notes notes = new Notes();

    /** Three servers; notes 1 to 4 of the second, which others may use as a bootstrap said. */
    @BeforeEach
    void start() {
        it.start(Version.V1_2, Map.of());
        owners.show(it.rig.client, "", notes);
        it.asked();
        it.writeAccount(0, it.first, 3000);
        it.writeAccount(2, it.second, 3000);
        it.writeAccount(3, third, 3000);
        for (var id = 1; id <= 4; id++) {
            assertEquals(
                    Status.CHANGED,
                    it.write("/42771/" + id, "/42771/" + id + "/0", 7).status());
        }
        access(1, Map.of());
        access(2, Map.of(101, 2));
        access(3, Map.of(101, 1, 103, 2 | 8));
        access(4, Map.of(101, 1 | 2, 103, 1 | 2));
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(1);
        assertEquals(4, notes.all.size());
    }

    private void access(int note, Map<Integer, Integer> acl) {
        var path = "/2/" + note + "/";
        var values = new java.util.ArrayList<Object>(
                List.of(path + 0, 42771, path + 1, note, path + 3, 102, path + "2/102", 15));
        acl.forEach((server, rights) -> values.addAll(List.of(path + "2/" + server, rights)));
        assertEquals(Status.CHANGED, it.write("/2/" + note, values.toArray()).status());
    }

    private Response ask(ScriptedServer server, Downlink request) {
        var answer = server.ask(request);
        it.rig.loop.run();
        return answer.join();
    }

    private Status read(ScriptedServer server, int note) {
        return ask(server, new Downlink.Read(Path.of(42771, note), Optional.of(ContentFormat.TLV)))
                .status();
    }

    private long owner(int note) {
        return it.access().stream()
                .filter(each -> each.path().equals(Path.of(2, note, 3)))
                .map(each -> ((Value.Int) each.value()).value())
                .findFirst()
                .orElse(-1L);
    }

    private void unbootstrap(int instance) {
        it.rig.client.bootstrap();
        it.rig.loop.run();
        assertEquals(Status.DELETED, it.delete("/0/" + instance).status());
        assertEquals(Status.CHANGED, it.finish().status());
        it.rig.advance(5);
    }

    @Test
    @Proves("BS-33")
    void itsAccountItsOwnInstancesItsRightsAndItsObservationsGo() {
        assertEquals(102, owner(3));
        assertEquals(Status.CONTENT, read(third, 4));
        var observed = ask(
                third,
                new Downlink.Observe(Path.of(42771, 4), Token.of(5), Optional.of(ContentFormat.TLV), Attributes.NONE));
        assertEquals(Status.CONTENT, observed.status());
        var theirs = ask(
                it.second,
                new Downlink.Observe(Path.of(42771, 4), Token.of(6), Optional.of(ContentFormat.TLV), Attributes.NONE));
        assertEquals(Status.CONTENT, theirs.status());
        unbootstrap(2);
        assertEquals(List.of(101, 103, 0), it.servers());
        assertFalse(notes.all.containsKey(1), "only the second had access");
        assertEquals(java.util.Set.of(2, 3, 4), notes.all.keySet());
        assertEquals(101, owner(2));
        assertEquals(103, owner(3), "writes and deletes, the other only reads");
        assertTrue(owner(4) == 101 || owner(4) == 103);
        assertFalse(it.access().stream()
                .anyMatch(each -> each.path().depth() == 4 && each.path().resourceInstance() == 102));
        assertEquals(0, it.second.count(Uplink.Notify.class));
        assertFalse(it.discovered("/1").contains("102"));
        assertEquals(Status.CONTENT, read(third, 4));
        assertEquals(1, third.count(Uplink.Register.class));
    }

    @Test
    void theLastServerMayDoEverything() {
        unbootstrap(2);
        unbootstrap(3);
        assertEquals(List.of(101, 0), it.servers());
        assertEquals(Status.CONTENT, read(it.first, 3));
        assertEquals(Status.CONTENT, read(it.first, 2));
    }
}
