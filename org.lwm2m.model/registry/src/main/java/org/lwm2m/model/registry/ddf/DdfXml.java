package org.lwm2m.model.registry.ddf;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks through XML element by element, and lets nothing in that could reach out of the file: no DTD, no entity
 * reference. Nesting costs no stack.
 */
final class DdfXml {

    private final XMLStreamReader xml;

    DdfXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Moves to the next child element, or to the end of the element we are in: then there is none. */
    boolean child() throws XMLStreamException, BrokenDefinition {
        while (xml.hasNext()) {
            switch (next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamReader.END_ELEMENT, XMLStreamReader.END_DOCUMENT -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Whether the document goes on, if only with comments. */
    boolean more() throws XMLStreamException {
        return xml.hasNext();
    }

    String name() {
        return xml.getLocalName();
    }

    String attribute(String name) {
        var value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    Location here() {
        return xml.getLocation();
    }

    /** The text of this element, each run of white space one space; we are at its end then. */
    String text() throws XMLStreamException, BrokenDefinition {
        var at = here();
        var element = name();
        var text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                    text.append(xml.getText());
                case XMLStreamReader.START_ELEMENT ->
                    throw new BrokenDefinition(at, element + " must be text, but has an element " + name());
                case XMLStreamReader.END_ELEMENT -> {
                    return oneSpaced(text);
                }
                default -> {}
            }
        }
    }

    /** Leaves this element and all in it behind. */
    void skip() throws XMLStreamException, BrokenDefinition {
        for (var depth = 1; depth > 0; ) {
            var event = next();
            if (event == XMLStreamReader.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            }
        }
    }

    private int next() throws XMLStreamException, BrokenDefinition {
        var event = xml.next();
        if (event == XMLStreamReader.DTD) {
            throw new BrokenDefinition(here(), "a document type is not allowed; remove the DOCTYPE");
        } else if (event == XMLStreamReader.ENTITY_REFERENCE) {
            throw new BrokenDefinition(here(), "entity " + name() + " is not allowed; write what it stands for");
        }
        return event;
    }

    private static String oneSpaced(StringBuilder text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isWhitespace(c)
                    && (c != ' ' || i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1)) || i == 0)) {
                return text.toString().strip().replaceAll("\\s+", " ");
            }
        }
        return text.toString();
    }

    /** The texts of an element's children by their names, and where it stands, to complain about one of them. */
    static final class Fields {

        private final String owner;
        private final Location at;
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Location> places = new HashMap<>();

        Fields(String owner, Location at) {
            this.owner = owner;
            this.at = at;
        }

        void take(DdfXml xml) throws XMLStreamException, BrokenDefinition {
            var name = xml.name();
            var place = xml.here();
            if (texts.put(name, xml.text()) != null) {
                throw new BrokenDefinition(place, owner + " has two elements " + name);
            }
            places.put(name, place);
        }

        /** What it says, or {@code absent}, also if it says nothing. */
        String get(String name, String absent) {
            var text = texts.getOrDefault(name, "");
            return text.isEmpty() ? absent : text;
        }

        /** What it says; it must be there, but may say nothing. */
        String there(String name) throws BrokenDefinition {
            var text = texts.get(name);
            if (text == null) {
                throw new BrokenDefinition(at, owner + " has no element " + name);
            }
            return text;
        }

        BrokenDefinition broken(String name, String expected) {
            return new BrokenDefinition(
                    places.getOrDefault(name, at),
                    name + " of " + owner + " is \"" + texts.getOrDefault(name, "") + "\", not " + expected);
        }
    }
}
