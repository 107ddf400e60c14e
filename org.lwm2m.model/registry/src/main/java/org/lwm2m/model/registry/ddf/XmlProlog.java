package org.lwm2m.model.registry.ddf;

/**
 * What stands before the root element. The parser of the JDK writes to the console where it fails in a document type, so
 * that one is refused before the parser sees it.
 */
final class XmlProlog {

    private XmlProlog() {}

    static void refuseDocumentType(String xml) throws BrokenDefinition {
        var at = blanks(xml, 0);
        while (xml.startsWith("<?", at) || xml.startsWith("<!--", at)) {
            var end = xml.indexOf(xml.charAt(at + 1) == '?' ? "?>" : "-->", at + 2);
            if (end < 0) {
                return;
            }
            at = blanks(xml, xml.indexOf('>', end) + 1);
        }
        if (xml.startsWith("<!DOCTYPE", at)) {
            var line = 1
                    + xml.substring(0, at).chars().filter(each -> each == '\n').count();
            throw new BrokenDefinition("line " + line + ": a document type is not allowed; remove the DOCTYPE");
        }
    }

    private static int blanks(String xml, int from) {
        var at = from;
        while (at < xml.length() && " \t\r\n".indexOf(xml.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
