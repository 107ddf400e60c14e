package org.lwm2m.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The exported jar as a user starts it: in a JVM of its own, from another folder, spoken to through a pipe. */
public class JarIT {

    private static final Path BUILT = Path.of("../org.lwm2m.app/target/lwm2m.jar");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path jar;
    private Path elsewhere;

    /** Beside a copy of the jar, a folder of configuration that changes the port and nothing else. */
    @Before
    public void install() throws IOException {
        jar = Files.copy(BUILT, folder.newFolder("installed").toPath().resolve("lwm2m.jar"));
        elsewhere = folder.newFolder("elsewhere").toPath();
        var uri = "coap://127.0.0.1:" + freePort();
        configure("org.lwm2m.server.cfg", "listen = " + uri);
        configure("org.lwm2m.client.account-local.cfg", "uri = " + uri);
    }

    @Test
    public void runsPipedCommandsOnceTheGatewayIsRegistered() throws Exception {
        var run = run("lwm2m:clients\nlwm2m:read gateway /3/0/13\n");

        assertEquals(run.errors, 0, run.status);
        assertTrue(run.printed, run.printed.contains("\ngateway "));
        assertTrue(run.printed, run.printed.contains("/3/0/13  Current Time"));
        assertEquals("left in the working directory", 0, elsewhere.toFile().list().length);
    }

    @Test
    public void aCommandThatFailsIsNamedAndMakesTheStatusOne() throws Exception {
        var run = run("lwm2m:read gateway /9\nlwm2m:clients\n");

        assertEquals(1, run.status);
        assertTrue(run.errors, run.errors.contains("lwm2m:read gateway /9: the peer answered 4.04"));
        assertTrue(run.printed, run.printed.contains("\ngateway "));
    }

    @Test
    public void aBootstrapServerAloneRunsPipedCommandsAtOnce() throws Exception {
        Files.copy(BUILT.resolveSibling("lwm2m-bootstrap.jar"), jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        configure("org.lwm2m.bootstrap.cfg", "listen = coap://127.0.0.1:" + freePort());
        var plans = Files.createDirectories(jar.resolveSibling("plans"));
        Files.writeString(
                plans.resolve("meter.cfg"), "clients = urn:dev:*\nserver.101.uri = coap://lwm2m.example.com\n");
        Files.writeString(plans.resolve("wrong.cfg"), "clients = urn:dev:*\n");

        var run = run("lwm2m:plans\nlwm2m:plans meter\nlwm2m:bootstrap\nlwm2m:plans check\n");

        assertTrue(run.printed, run.printed.contains("meter.cfg  urn:dev:*  coap://lwm2m.example.com  servers"));
        assertTrue(run.printed, run.printed.contains("LWM2M Server URI"));
        assertTrue(run.printed, run.printed.contains("nobody was bootstrapped"));
        assertTrue(run.errors, run.errors.contains("wrong.cfg: clients urn:dev:* have a plan in meter.cfg"));
        assertFalse(run.errors, run.errors.contains("No client of this system"));
    }

    @Test
    public void isConfiguredByTheFolderBesideItKeyByKeyAndWhileItRuns() throws Exception {
        configure("org.lwm2m.client.cfg", "endpoint = boiler-room");
        var process = start("-Dlwm2m.shell=none");
        try {
            var log = process.errorReader();
            until(log, "boiler-room is registered");
            configure("org.lwm2m.client.cfg", "endpoint = attic");
            until(log, "attic is registered");
            Files.delete(jar.resolveSibling("conf/org.lwm2m.client.cfg"));
            until(log, "gateway is registered");
        } finally {
            process.destroy();
            assertTrue("ends when told to", process.waitFor(30, TimeUnit.SECONDS));
        }
    }

    private static void until(java.io.BufferedReader log, String words) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = log.readLine(); line != null; line = log.readLine()) {
            lines.add(line);
            if (line.contains(words)) {
                return;
            }
        }
        throw new AssertionError("no '" + words + "' in " + lines);
    }

    private record Run(int status, String printed, String errors) {}

    private Run run(String commands) throws Exception {
        var input = Files.writeString(folder.newFile().toPath(), commands);
        var output = folder.newFile();
        var errors = folder.newFile();
        var process = builder()
                .redirectInput(input.toFile())
                .redirectOutput(output)
                .redirectError(errors)
                .start();
        try {
            assertTrue("ends with its input", process.waitFor(60, TimeUnit.SECONDS));
            return new Run(process.exitValue(), Files.readString(output.toPath()), Files.readString(errors.toPath()));
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String... options) throws IOException {
        return builder(options).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private ProcessBuilder builder(String... options) {
        var command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        return new ProcessBuilder(command).directory(elsewhere.toFile());
    }

    private void configure(String file, String settings) throws IOException {
        var conf = Files.createDirectories(jar.resolveSibling("conf"));
        var written = Files.writeString(Files.createTempFile(conf, "next", ""), settings + "\n");
        Files.move(written, conf.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
