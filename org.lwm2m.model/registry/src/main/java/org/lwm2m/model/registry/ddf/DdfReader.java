package org.lwm2m.model.registry.ddf;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ObjectVersion;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.model.registry.ddf.DdfXml.Fields;

/**
 * Reads OMA definitions, XML of either schema (1.0 and 1.1): their facts, not their prose.
 * <p>
 * What the schema demands and we need must be there; order, white space, what we don't know and what is left out without
 * harm are tolerated.
 */
public final class DdfReader {

    /** Octets of a file: four times the largest that is known. */
    public static final int LIMIT = 1 << 20;

    private static final Pattern ID = Pattern.compile("[0-9]{1,5}");
    private static final Pattern OBJECT_VERSION = Pattern.compile("[0-9]{1,5}\\.[0-9]{1,5}");
    private static final Pattern ENABLER_VERSION = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5}){1,2}");

    private static final Map<String, ResourceType> TYPES = Map.ofEntries(
            entry("", ResourceType.NONE),
            entry("string", ResourceType.STRING),
            entry("integer", ResourceType.INTEGER),
            entry("unsigned integer", ResourceType.UNSIGNED),
            entry("float", ResourceType.FLOAT),
            entry("boolean", ResourceType.BOOLEAN),
            entry("opaque", ResourceType.OPAQUE),
            entry("time", ResourceType.TIME),
            entry("objlnk", ResourceType.OBJLNK),
            entry("corelnk", ResourceType.CORELNK));

    private static final Map<String, Set<Operation>> OPERATIONS = Map.of(
            "", Set.of(),
            "R", Set.of(Operation.READ),
            "W", Set.of(Operation.WRITE),
            "RW", Set.of(Operation.READ, Operation.WRITE),
            "E", Set.of(Operation.EXECUTE));

    /** None, if it is other XML, or lists resources that objects share. */
    public List<ObjectDefinition> read(InputStream in) throws IOException, BrokenDefinition {
        var bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new BrokenDefinition("larger than " + LIMIT + " bytes");
        }
        try {
            var text = XmlText.of(bytes);
            XmlProlog.refuseDocumentType(text);
            var xml = factory().createXMLStreamReader(new StringReader(text));
            try {
                return document(new DdfXml(xml));
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (RuntimeException e) {
            // The parser is not above stumbling over what it reads, and the other files are to be read nevertheless.
            throw new BrokenDefinition("no XML: " + e);
        }
    }

    // CVE-2023-41034: entities of a definition read the files of the machine that read it.
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of this file is read");
        });
        return factory;
    }

    private static List<ObjectDefinition> document(DdfXml xml) throws XMLStreamException, BrokenDefinition {
        var objects = new ArrayList<ObjectDefinition>();
        if (xml.child() && xml.name().equals("LWM2M")) {
            while (xml.child()) {
                if (!xml.name().equals("Object") || xml.attribute("ObjectType").equals("CommonResources")) {
                    xml.skip();
                    continue;
                }
                var at = xml.here();
                var object = object(xml, at);
                for (var other : objects) {
                    if (other.id() == object.id() && other.version().equals(object.version())) {
                        throw new BrokenDefinition(
                                at, "object " + object.id() + " " + object.version() + " is there twice");
                    }
                }
                objects.add(object);
            }
            while (xml.more()) {
                xml.child();
            }
        }
        return List.copyOf(objects);
    }

    private static ObjectDefinition object(DdfXml xml, Location at) throws XMLStreamException, BrokenDefinition {
        var fields = new Fields("the object", at);
        Map<Integer, ResourceDefinition> resources = null;
        while (xml.child()) {
            switch (xml.name()) {
                case "Name", "ObjectID", "LWM2MVersion", "ObjectVersion", "MultipleInstances", "Mandatory" ->
                    fields.take(xml);
                case "Resources" -> resources = resources(xml);
                default -> xml.skip();
            }
        }
        if (resources == null) {
            throw new BrokenDefinition(at, "the object has no element Resources");
        }
        var id = id(fields.there("ObjectID"));
        if (id < 0) {
            throw fields.broken("ObjectID", "a number up to 65534");
        }
        return new ObjectDefinition(
                id,
                version(fields),
                name(fields),
                enabler(fields),
                either(fields, "MultipleInstances", "Multiple", "Single"),
                either(fields, "Mandatory", "Mandatory", "Optional"),
                resources);
    }

    private static Map<Integer, ResourceDefinition> resources(DdfXml xml) throws XMLStreamException, BrokenDefinition {
        var resources = new HashMap<Integer, ResourceDefinition>();
        while (xml.child()) {
            if (!xml.name().equals("Item")) {
                xml.skip();
                continue;
            }
            var at = xml.here();
            var id = id(xml.attribute("ID"));
            if (id < 0) {
                throw new BrokenDefinition(
                        at, "ID of Item is \"" + xml.attribute("ID") + "\", not a number up to 65534");
            }
            if (resources.put(id, resource(id, xml, at)) != null) {
                throw new BrokenDefinition(at, "Item " + id + " is there twice");
            }
        }
        return resources;
    }

    private static ResourceDefinition resource(int id, DdfXml xml, Location at)
            throws XMLStreamException, BrokenDefinition {
        var fields = new Fields("Item " + id, at);
        while (xml.child()) {
            switch (xml.name()) {
                case "Name", "Operations", "MultipleInstances", "Mandatory", "Type", "RangeEnumeration", "Units" ->
                    fields.take(xml);
                default -> xml.skip();
            }
        }
        var operations = OPERATIONS.get(fields.there("Operations"));
        if (operations == null) {
            throw fields.broken("Operations", "R, W, RW, E or nothing");
        }
        var type = TYPES.get(fields.there("Type").toLowerCase(Locale.ROOT));
        if (type == null) {
            throw fields.broken("Type", "one that LwM2M has");
        }
        var executable = operations.contains(Operation.EXECUTE);
        var multiple = either(fields, "MultipleInstances", "Multiple", "Single");
        return new ResourceDefinition(
                id,
                name(fields),
                operations,
                executable ? ResourceType.NONE : type,
                fields.get("RangeEnumeration", ""),
                fields.get("Units", ""),
                multiple && !executable,
                either(fields, "Mandatory", "Mandatory", "Optional"));
    }

    /** Negative if it is none. 65535 is never an id (Core 1.2, 7.1). */
    private static int id(String text) {
        var id = ID.matcher(text).matches() ? Integer.parseInt(text) : -1;
        return id < 65535 ? id : -1;
    }

    private static String name(Fields fields) throws BrokenDefinition {
        if (fields.there("Name").isEmpty()) {
            throw fields.broken("Name", "a name");
        }
        return fields.there("Name");
    }

    private static ObjectVersion version(Fields fields) throws BrokenDefinition {
        var text = fields.get("ObjectVersion", "1.0");
        if (!OBJECT_VERSION.matcher(text).matches()) {
            throw fields.broken("ObjectVersion", "two numbers such as 1.0");
        }
        return ObjectVersion.parse(text);
    }

    /** An enabler that is newer than all that we know counts as the newest: the definition may still do. */
    private static Version enabler(Fields fields) throws BrokenDefinition {
        var text = fields.get("LWM2MVersion", "1.0");
        if (!ENABLER_VERSION.matcher(text).matches()) {
            throw fields.broken("LWM2MVersion", "a version such as 1.1");
        }
        return Version.of(text).orElse(Version.V1_2);
    }

    private static boolean either(Fields fields, String name, String yes, String no) throws BrokenDefinition {
        var text = fields.there(name);
        if (text.equalsIgnoreCase(yes)) {
            return true;
        } else if (text.equalsIgnoreCase(no)) {
            return false;
        }
        throw fields.broken(name, yes + " or " + no);
    }

    private static BrokenDefinition malformed(XMLStreamException e) {
        // The parser's own message begins with the place, on a line of its own.
        var reason = e.getMessage()
                .replaceFirst("(?s)^ParseError at .*?Message: ", "")
                .replaceAll("\\s+", " ")
                .strip();
        return e.getLocation() == null ? new BrokenDefinition(reason) : new BrokenDefinition(e.getLocation(), reason);
    }
}
