package org.lwm2m.model.registry.ddf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * XML octets as characters (XML 1.0, appendix F). The parser of the JDK could do it too, but writes to the console where
 * it fails.
 */
final class XmlText {

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private XmlText() {}

    static String of(byte[] xml) throws BrokenDefinition {
        var encoding = encoding(xml);
        var decoder = encoding.newDecoder();
        var in = ByteBuffer.wrap(xml);
        var out = CharBuffer.allocate((int) Math.ceil(xml.length * (double) decoder.maxCharsPerByte()));
        try {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw new BrokenDefinition("octet " + in.position() + " is not " + encoding);
        }
        out.flip();
        return (out.length() > 0 && out.charAt(0) == '\ufeff' ? out.subSequence(1, out.length()) : out).toString();
    }

    private static Charset encoding(byte[] xml) throws BrokenDefinition {
        var first = xml.length < 2 ? 0 : (xml[0] & 0xff) << 8 | xml[1] & 0xff;
        if (first == 0xfeff || first == '<') {
            return UTF_16BE;
        } else if (first == 0xfffe || first == '<' << 8) {
            return UTF_16LE;
        }
        var declared = DECLARED.matcher(new String(xml, 0, Math.min(xml.length, 200), ISO_8859_1));
        if (!declared.find()) {
            return UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException e) {
            throw new BrokenDefinition("line 1: encoding " + declared.group(1) + " is unknown");
        }
    }
}
