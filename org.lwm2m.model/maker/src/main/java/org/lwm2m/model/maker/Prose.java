package org.lwm2m.model.maker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a definition says of its object and resources in words, as javadoc; empty where it says nothing.
 */
record Prose(String object, Map<Integer, String> resources) {

    static final Prose NONE = new Prose("", Map.of());

    String resource(int id) {
        return resources.getOrDefault(id, "");
    }

    /** @param xml what the reader of definitions has read without complaint */
    static Prose of(byte[] xml, int object) throws Refused {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var objects = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getElementsByTagName("Object");
            for (var i = 0; i < objects.getLength(); i++) {
                var each = (Element) objects.item(i);
                if (first(each, "ObjectID").equals(String.valueOf(object))) {
                    return of(each);
                }
            }
            return NONE;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new Refused("its descriptions cannot be read: " + e.getMessage());
        }
    }

    private static Prose of(Element object) {
        var resources = new HashMap<Integer, String>();
        NodeList items = object.getElementsByTagName("Item");
        for (var i = 0; i < items.getLength(); i++) {
            var item = (Element) items.item(i);
            resources.put(
                    Integer.parseInt(item.getAttribute("ID").strip()), JavaText.javadoc(first(item, "Description")));
        }
        return new Prose(JavaText.javadoc(first(object, "Description1")), resources);
    }

    private static String first(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
