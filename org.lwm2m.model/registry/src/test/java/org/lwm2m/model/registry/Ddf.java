package org.lwm2m.model.registry;

import java.util.TreeMap;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;

/** Writes definitions as XML, in the different ways that people do. */
final class Ddf {

    private static final String RESOURCE = """
            <Item ID="%d"><Name>%s</Name><Operations>%s</Operations>
            <MultipleInstances>%s</MultipleInstances><Mandatory>%s</Mandatory>
            <Type>%s</Type><RangeEnumeration>%s</RangeEnumeration><Units>%s</Units>
            <Description><![CDATA[Some <prose> & more]]></Description></Item>
            """;

    private Ddf() {}

    static String xml(ObjectDefinition... objects) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- A file. -->\n<LWM2M>\n");
        for (var object : objects) {
            xml.append(object(object));
        }
        return xml.append("</LWM2M>\n").toString();
    }

    private static String object(ObjectDefinition object) {
        var xml = new StringBuilder("<Object ObjectType=\"MODefinition\">\n");
        element(xml, "Name", object.name());
        element(xml, "Description1", "What it <i>is</i>");
        element(xml, "ObjectID", object.id());
        element(xml, "ObjectURN", "urn:oma:lwm2m:x:" + object.id());
        if (!object.enabler().toString().equals("1.0")) {
            element(xml, "LWM2MVersion", object.enabler());
        }
        if (!object.version().toString().equals("1.0")) {
            element(xml, "ObjectVersion", object.version());
        }
        element(xml, "MultipleInstances", object.multiple() ? "Multiple" : "Single");
        element(xml, "Mandatory", object.mandatory() ? "Mandatory" : "Optional");
        xml.append("<Resources>\n");
        new TreeMap<>(object.resources()).values().forEach(resource -> xml.append(resource(resource)));
        return xml.append("</Resources>\n<Description2/>\n</Object>\n").toString();
    }

    static String resource(ResourceDefinition resource) {
        var operations = new StringBuilder();
        for (var operation : Operation.values()) {
            operations.append(
                    resource.operations().contains(operation) ? operation.name().substring(0, 1) : "");
        }
        return RESOURCE.formatted(
                resource.id(),
                resource.name().replace("&", "&amp;").replace("<", "&lt;"),
                operations,
                resource.multiple() ? "Multiple" : "Single",
                resource.mandatory() ? "Mandatory" : "Optional",
                type(resource.type()),
                resource.range(),
                resource.units());
    }

    private static String type(ResourceType type) {
        return switch (type) {
            case NONE -> "";
            case UNSIGNED -> "Unsigned Integer";
            default -> type.name().charAt(0) + type.name().substring(1).toLowerCase();
        };
    }

    private static void element(StringBuilder xml, String name, Object text) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(text)
                .append("</")
                .append(name)
                .append(">\n");
    }
}
