package org.lwm2m.model.maker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;

/**
 * The command: makes the bundle of an object's definition from OMA XML.
 * <p>
 * {@code ddf=pump.xml folder=pump group=com.example}; what else it takes, its README says. It ends with 0 and a bundle,
 * or with 1, one line of error, and nothing.
 */
public final class Maker {

    private Maker() {}

    public static void main(String... arguments) {
        try {
            System.out.println(make(arguments));
        } catch (Refused e) {
            System.err.println("No bundle made: " + e.getMessage());
            System.exit(1);
        }
    }

    /** @return what was made, and what to do now */
    static String make(String... arguments) throws Refused {
        var wish = Wish.of(arguments);
        var xml = xml(wish.ddf());
        var object = chosen(wish, read(wish.ddf(), xml));
        try {
            var prose = wish.descriptions() ? Prose.of(xml, object.id()) : Prose.NONE;
            NewFolder.make(wish.folder(), new Bundle(wish, object, prose).files());
        } catch (IllegalArgumentException e) {
            throw new Refused(wish.ddf() + ": " + e.getMessage());
        }
        return "Made %s: object %d, %s, in version %s.\n%s"
                .formatted(wish.folder(), object.id(), object.name(), object.version(), next(wish));
    }

    private static byte[] xml(Path ddf) throws Refused {
        try (var in = Files.newInputStream(ddf)) {
            return in.readNBytes(DdfReader.LIMIT + 1);
        } catch (NoSuchFileException e) {
            throw new Refused("there is no file " + ddf.toAbsolutePath());
        } catch (IOException e) {
            throw new Refused("cannot read " + ddf.toAbsolutePath() + ": " + e);
        }
    }

    private static List<ObjectDefinition> read(Path ddf, byte[] xml) throws Refused {
        try {
            return new DdfReader().read(new ByteArrayInputStream(xml));
        } catch (BrokenDefinition e) {
            throw new Refused(ddf + ": " + e.getMessage());
        } catch (IOException e) {
            throw new Refused(ddf + ": " + e);
        }
    }

    private static ObjectDefinition chosen(Wish wish, List<ObjectDefinition> all) throws Refused {
        var fitting = all.stream()
                .filter(each -> wish.object() < 0 || each.id() == wish.object())
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        var has = all.stream().map(each -> each.id() + " " + each.version()).toList();
        if (all.isEmpty()) {
            throw new Refused(wish.ddf() + " defines no object; it must be XML as OMA defines objects");
        } else if (fitting.isEmpty()) {
            throw new Refused(wish.ddf() + " has no object " + wish.object() + ", it has " + has);
        } else if (fitting.stream().map(ObjectDefinition::id).distinct().count() > 1) {
            throw new Refused(wish.ddf() + " has several objects, " + has + "; say one with object=");
        }
        throw new Refused(wish.ddf() + " has an object in several versions, " + has + "; give each a file of its own");
    }

    private static String next(Wish wish) {
        return wish.project().kind() == Project.Kind.OURS
                ? "Now say in your own words what it is, name it in the poms of org.lwm2m.model and of"
                        + " org.lwm2m.model/all, and run mvn -N spotless:apply."
                : "Now run mvn package there: the bundle is then in its folder target.";
    }
}
