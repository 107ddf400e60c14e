package org.lwm2m.model.maker;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.lwm2m.api.model.ObjectDefinition;
import org.lwm2m.api.model.ResourceDefinition;
import org.lwm2m.api.model.ResourceDefinition.Operation;
import org.lwm2m.api.model.ResourceType;

/**
 * An object's definition as the source of its annotated interface, the reverse of {@link
 * org.lwm2m.api.object.ObjectInterface}.
 * <p>
 * Of an executable resource the range and the units are lost, which the annotation does not have.
 */
final class InterfaceSource {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private static final Map<ResourceType, String> BOXED = Map.of(
            ResourceType.STRING, "String",
            ResourceType.INTEGER, "Long",
            ResourceType.UNSIGNED, "Long",
            ResourceType.FLOAT, "Double",
            ResourceType.BOOLEAN, "Boolean",
            ResourceType.OPAQUE, "Bytes",
            ResourceType.TIME, "Instant",
            ResourceType.OBJLNK, "Value.ObjectLink",
            ResourceType.CORELNK, "Value.CoreLinks");
    private static final Map<String, String> PLAIN =
            Map.of("Long", "long", "Integer", "int", "Double", "double", "Boolean", "boolean");

    private final Wish wish;
    private final ObjectDefinition object;
    private final Prose prose;
    private final String type;
    private final JavaNames names = new JavaNames();
    private final TreeSet<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();

    InterfaceSource(Wish wish, ObjectDefinition object, Prose prose) throws Refused {
        this.wish = wish;
        this.object = object;
        this.prose = prose;
        type = wish.type().isEmpty() ? JavaNames.type(object.id(), object.name()) : wish.type();
        for (var resource : new TreeMap<>(object.resources()).values()) {
            if (resource.operations().contains(Operation.EXECUTE)) {
                execute(resource);
            } else {
                accessors(resource);
            }
        }
    }

    /** The interface's name. */
    String type() {
        return type;
    }

    String text() throws Refused {
        imports.add("org.lwm2m.api.object.LwM2mObject");
        imports.add("org.osgi.annotation.versioning.ConsumerType");
        var text = new StringBuilder("package " + wish.name() + ";\n\n");
        imports.forEach(each -> text.append("import ").append(each).append(";\n"));
        var about = prose.object();
        text.append("\n")
                .append(JavaText.comment(
                        "Object %d, %s, in version %s.%s"
                                .formatted(
                                        object.id(),
                                        JavaText.javadoc(object.name()),
                                        object.version(),
                                        about.isEmpty() ? "" : " " + about),
                        ""))
                .append("@ConsumerType\n")
                .append(annotation())
                .append("public interface ")
                .append(type)
                .append(" {\n")
                .append(body);
        return text.append("}\n").toString();
    }

    private String annotation() throws Refused {
        var says = new ArrayList<String>();
        says.add("id = " + object.id());
        // The default too: bnd puts into the capability only what is there.
        says.add("version = \"" + object.version() + "\"");
        if (!JavaNames.words(type).equals(object.name())) {
            says.add("name = " + JavaText.literal(object.name()));
        }
        if (!object.enabler().toString().equals("1.0")) {
            says.add("enabler = \"" + object.enabler() + "\"");
        }
        if (!object.multiple()) {
            says.add("multiple = false");
        }
        if (object.mandatory()) {
            says.add("mandatory = true");
        }
        return "@LwM2mObject(" + String.join(", ", says) + ")\n";
    }

    private void execute(ResourceDefinition resource) throws Refused {
        imports.add("org.lwm2m.api.object.Execute");
        var method = names.method(resource.id(), resource.name(), true);
        var annotation = JavaNames.words(method).equals(resource.name())
                ? "@Execute(" + resource.id() + ")"
                : "@Execute(value = " + resource.id() + ", name = " + JavaText.literal(resource.name()) + ")";
        method(resource, true, annotation, "void " + method + "()");
    }

    private void accessors(ResourceDefinition resource) throws Refused {
        if (resource.type() == ResourceType.NONE) {
            throw new Refused("resource " + resource.id() + ", " + resource.name()
                    + ", has no type: say in the XML what it holds, or that it is executed");
        }
        imports.add("org.lwm2m.api.object.Resource");
        var method = names.method(resource.id(), resource.name(), false);
        var java = java(resource);
        var annotation = annotation(resource, method);
        // What only the bootstrap interface may touch is read by the client itself.
        var reads = resource.operations().isEmpty() || resource.operations().contains(Operation.READ);
        if (reads) {
            method(resource, true, annotation, java + " " + method + "()");
        }
        if (resource.operations().contains(Operation.WRITE)) {
            method(resource, !reads, annotation, "void " + method + "(" + java + " value)");
        }
    }

    private String annotation(ResourceDefinition resource, String method) throws Refused {
        var says = new StringBuilder();
        if (!JavaNames.words(method).equals(resource.name())) {
            says.append(", name = ").append(JavaText.literal(resource.name()));
        }
        if (resource.type() == ResourceType.UNSIGNED) {
            imports.add("org.lwm2m.api.model.ResourceType");
            says.append(", type = ResourceType.UNSIGNED");
        }
        if (!resource.range().isEmpty()) {
            says.append(", range = ").append(JavaText.literal(resource.range()));
        }
        if (!resource.units().isEmpty()) {
            says.append(", units = ").append(JavaText.literal(resource.units()));
        }
        if (resource.operations().isEmpty()) {
            says.append(", bootstrapOnly = true");
        }
        return says.length() == 0
                ? "@Resource(" + resource.id() + ")"
                : "@Resource(value = " + resource.id() + says + ")";
    }

    private void method(ResourceDefinition resource, boolean explained, String annotation, String signature) {
        body.append('\n');
        if (explained) {
            body.append(JavaText.comment(prose.resource(resource.id()), "    "));
        }
        body.append("    ").append(annotation).append('\n');
        if (resource.mandatory()) {
            body.append("    ").append(signature).append(";\n");
            return;
        }
        imports.add("org.lwm2m.api.object.Absent");
        body.append("    default ").append(signature).append(" {\n        throw new Absent();\n    }\n");
    }

    private String java(ResourceDefinition resource) {
        var boxed = BOXED.get(resource.type());
        if (boxed.equals("Long") && fitsInt(resource.range())) {
            boxed = "Integer";
        }
        switch (boxed) {
            case "Bytes" -> imports.add("org.lwm2m.api.Bytes");
            case "Instant" -> imports.add("java.time.Instant");
            case "Value.ObjectLink", "Value.CoreLinks" -> imports.add("org.lwm2m.api.Value");
            default -> {}
        }
        if (resource.multiple()) {
            imports.add("java.util.Map");
            return "Map<Integer, " + boxed + ">";
        }
        return PLAIN.getOrDefault(boxed, boxed);
    }

    /** Whether a range such as {@code 0..100} or {@code 1,2,3} has only numbers of at most nine digits. */
    private static boolean fitsInt(String range) {
        for (var number : range.split("\\.\\.|,", -1)) {
            if (!NUMBER.matcher(number.strip()).matches()) {
                return false;
            }
        }
        return true;
    }
}
