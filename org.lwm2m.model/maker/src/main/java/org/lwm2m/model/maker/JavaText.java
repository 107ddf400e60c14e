package org.lwm2m.model.maker;

import java.nio.charset.StandardCharsets;

/** Any text as a literal of Java, or as words of javadoc: what it says can end neither. */
final class JavaText {

    /** What a class file can hold of a constant (JVMS 4.4.7). */
    private static final int LIMIT = 65535;

    private static final int WIDTH = 110;

    private JavaText() {}

    static String literal(String text) throws Refused {
        if (text.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
            throw new Refused("a text of " + text.length() + " characters is too long for Java: \""
                    + text.substring(0, 40) + "…\"");
        }
        var literal = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                literal.append("\\%03o".formatted((int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    static String javadoc(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }

    /** Text that is javadoc already, as a comment; nothing if it is empty. */
    static String comment(String javadoc, String indent) {
        if (javadoc.isEmpty()) {
            return "";
        }
        if (javadoc.length() <= WIDTH) {
            return indent + "/** " + javadoc + " */\n";
        }
        var comment = new StringBuilder(indent + "/**\n" + indent + " *");
        var line = 0;
        for (var word : javadoc.split(" ")) {
            if (line > 0 && line + word.length() >= WIDTH) {
                comment.append('\n').append(indent).append(" *");
                line = 0;
            }
            comment.append(' ').append(word);
            line += word.length() + 1;
        }
        return comment + "\n" + indent + " */\n";
    }
}
