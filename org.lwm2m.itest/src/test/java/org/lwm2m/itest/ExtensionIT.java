package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.ManagedObject;
import org.lwm2m.api.object.Resource;
import org.lwm2m.api.server.Client;
import org.lwm2m.api.server.Clients;
import org.lwm2m.testing.Proves;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Whatever somebody adds to the running gateway as a service is an object of it, until it goes. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ExtensionIT {

    private static final int NOTE = 42773;

    /** An object of somebody's own. */
    @LwM2mObject(id = NOTE)
    public interface Note {

        @Resource(0)
        String words();

        @Resource(0)
        void words(String words);
    }

    /** A note on paper. */
    public static final class Paper implements Note {

        private String words = "blank";

        @Override
        public String words() {
            return words;
        }

        @Override
        public void words(String words) {
            this.words = words;
        }
    }

    /** Paper for whoever writes. */
    public static final class Pad implements InstanceFactory<Note> {

        @Override
        public Class<Note> type() {
            return Note.class;
        }

        @Override
        public Note create(int instance) {
            return new Paper();
        }
    }

    @Inject
    private BundleContext context;

    @Inject
    private Clients clients;

    @Configuration
    public Option[] system() throws IOException {
        return TheSystem.options();
    }

    /** Object 32700 is defined by a file of XML. */
    @Test
    @Proves("OBJ-90")
    public void anObjectDefinedByAFileIsProvidedByAService() throws Exception {
        var service = register(ManagedObject.class, new Notebook(), Map.of(ManagedObject.OBJECT, Notebook.ID));
        var number = Path.of(Notebook.ID, 0, 1);
        appears(number.upTo(2));
        assertEquals(List.of(Entry.of(number, new Value.Int(42))), Until.done(client().read(number)));
        Until.done(client().write(number, new Value.Int(43)));
        assertEquals(List.of(Entry.of(number, new Value.Int(43))), Until.done(client().read(number)));
        service.unregister();
        disappears(number.upTo(1));
    }

    @Test
    @Proves("OBJ-90")
    public void annotatedInstancesAreServicesOrMadeByOne() throws Exception {
        var own = Path.of(NOTE, 7);
        var paper = register(Note.class, new Paper(), Map.of(ManagedObject.INSTANCE, 7));
        appears(own);
        Until.done(client().write(own.child(0), new Value.Text("hello")));
        var words = List.of(Entry.of(own.child(0), new Value.Text("hello")));
        assertEquals(words, Until.done(client().read(own.child(0))));

        var pad = register(InstanceFactory.class, new Pad(), Map.of());
        var made = List.of(Entry.of(Path.of(NOTE, 8, 0), new Value.Text("made")));
        Until.found("a factory", () -> created(made));
        assertEquals(made, Until.done(client().read(Path.of(NOTE, 8))));
        pad.unregister();
        disappears(Path.of(NOTE, 8));
        paper.unregister();
        disappears(Path.of(NOTE));
    }

    private Optional<Path> created(List<Entry> entries) {
        try {
            return Optional.of(Until.done(client().create(NOTE, entries)));
        } catch (Exception notYet) {
            return Optional.empty();
        }
    }

    private ServiceRegistration<?> register(Class<?> type, Object service, Map<String, Object> properties) {
        return context.registerService(type.getName(), service, new Hashtable<>(properties));
    }

    private Client client() throws Exception {
        return new Gateway(context, clients).client();
    }

    private void appears(Path path) throws Exception {
        var gateway = client();
        Until.holds(path + " is there", () -> gateway.registration().links().stream()
                .anyMatch(link -> path.contains(link.path())));
    }

    private void disappears(Path path) throws Exception {
        var gateway = client();
        Until.holds(path + " is gone", () -> gateway.registration().links().stream()
                .noneMatch(link -> path.contains(link.path())));
    }
}
