package org.lwm2m.model.maker;

/** Writes definitions as XML, for tests. */
final class Ddf {

    private Ddf() {}

    static String file(String... objects) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LWM2M>" + String.join("", objects) + "</LWM2M>";
    }

    /** {@code rest} is instances, then mandatory, as the XML says it. */
    static String object(int id, String name, String version, String rest, String... items) {
        return """
                <Object ObjectType="MODefinition"><Name>%s</Name><Description1>Says "%s" */ &amp; {@code x} \\u000a</Description1>
                <ObjectID>%d</ObjectID><ObjectURN>urn:oma:lwm2m:x:%d</ObjectURN><LWM2MVersion>1.1</LWM2MVersion>
                <ObjectVersion>%s</ObjectVersion><MultipleInstances>%s</MultipleInstances><Mandatory>%s</Mandatory>
                <Resources>%s</Resources></Object>
                """.formatted(
                        name, name, id, id, version, rest.split(" ")[0], rest.split(" ")[1], String.join("", items));
    }

    /** {@code line} is as in {@code 5700|Sensor Value|R|Single|Mandatory|Float|0..100|Cel}. */
    static String item(String line) {
        var part = line.split("\\|", -1);
        return """
                <Item ID="%s"><Name>%s</Name><Operations>%s</Operations><MultipleInstances>%s</MultipleInstances>
                <Mandatory>%s</Mandatory><Type>%s</Type><RangeEnumeration>%s</RangeEnumeration><Units>%s</Units>
                <Description><![CDATA[Of <b>this</b> */ @deprecated \\u002a\\u002f
                  and more]]></Description></Item>
                """.formatted((Object[]) part);
    }
}
