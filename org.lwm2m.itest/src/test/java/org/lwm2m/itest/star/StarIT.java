package org.lwm2m.itest.star;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Test;

/** No arrow between the built bundles but those of ARCHITECTURE.md. */
public class StarIT {

    private static final Path ROOT = Path.of("..");

    @Test
    public void everyDeployedBundleFitsThePicture() throws IOException {
        var wrong = BuiltBundle.in(ROOT).stream()
                .filter(Star::deployed)
                .flatMap(bundle -> Star.wrong(bundle).stream())
                .collect(Collectors.joining("\n"));
        assertEquals("", wrong);
    }

    @Test
    public void everyBundleOfTheRunningSystemIsLookedAt() throws IOException {
        var built = BuiltBundle.in(ROOT).stream().map(BuiltBundle::name).collect(Collectors.toSet());
        try (var shipped = Files.list(Path.of("../org.lwm2m.app/target/bundles"))) {
            var ours = shipped.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("org.lwm2m."))
                    .map(name -> name.replaceAll("-\\d.*|\\.jar$", ""))
                    .toList();
            assertTrue("" + ours, ours.size() > 10);
            for (var name : ours) {
                assertTrue(name + " in " + built, built.contains(name));
            }
        }
    }

    @Test
    public void anArrowThatIsNotInThePictureIsFound() {
        assertWrong("imports", "org.lwm2m.codec.tlv", "Import-Package", "org.lwm2m.client;version=\"[0.1,1)\"");
        assertWrong("imports", "org.lwm2m.codec.tlv", "Import-Package", "org.lwm2m.model.registry");
        assertWrong("imports", "org.lwm2m.server", "Import-Package", "org.eclipse.californium.core.coap");
        assertWrong("imports", "org.lwm2m.api", "Import-Package", "org.eclipse.californium.core.coap");
        assertWrong("imports", "org.lwm2m.api", "Import-Package", "org.slf4j");
        assertWrong("exports", "org.lwm2m.server", "Export-Package", "org.lwm2m.server;version=\"1\"");
        assertWrong("exports", "org.lwm2m.model.registry", "Export-Package", "org.lwm2m.model.registry");
        assertWrong("has", "org.lwm2m.server", "Require-Bundle", "org.lwm2m.client");
        assertWrong(
                "requires",
                "org.lwm2m.server",
                "Require-Capability",
                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=21))\"");
        assertWrong(
                "requires",
                "org.lwm2m.server",
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))\"");
    }

    @Test
    public void anArrowOfThePictureIsLeftAlone() {
        assertRight("org.lwm2m.client", "Import-Package", "org.lwm2m.api.message;version=\"[0.1,0.2)\",org.slf4j");
        assertRight("org.lwm2m.object.device", "Import-Package", "org.lwm2m.model.device");
        assertRight("org.lwm2m.transport.udp", "Import-Package", "org.eclipse.californium.core.coap");
        assertRight("org.lwm2m.model.device", "Export-Package", "org.lwm2m.model.device;uses:=\"a,b\";version=\"1\"");
        assertRight(
                "org.lwm2m.server",
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\","
                        + "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"");
    }

    private static void assertWrong(String what, String name, String header, String value) {
        var wrong = Star.wrong(new BuiltBundle(name, Map.of(header, value)));
        assertEquals(wrong.toString(), 1, wrong.size());
        assertTrue(wrong.toString(), wrong.get(0).contains(what));
    }

    private static void assertRight(String name, String header, String value) {
        assertEquals(List.of(), Star.wrong(new BuiltBundle(name, Map.of(header, value))));
    }
}
