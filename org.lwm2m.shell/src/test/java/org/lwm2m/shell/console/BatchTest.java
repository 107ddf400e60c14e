package org.lwm2m.shell.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwm2m.shell.CommandFailed;
import org.lwm2m.shell.DataCommands;
import org.lwm2m.shell.House;

/** On the real Gogo runtime, as it decides how words become arguments. */
class BatchTest {

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(streams);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final House house = new House();

    /** A command that succeeds, fails, or shows how its words came. */
    public static final class Sample {

        public String words(String... words) {
            return String.join("|", words);
        }

        public void fail(String... words) throws CommandFailed {
            throw new CommandFailed("it can't");
        }
    }

    @BeforeEach
    void start() {
        streams.start();
        processor.addCommand("lwm2m", new Sample(), "words");
        processor.addCommand("lwm2m", new Sample(), "fail");
        processor.addCommand("lwm2m", new Exit(), "exit");
        processor.addCommand("lwm2m", new DataCommands(house.engines), "write");
    }

    @AfterEach
    void stop() {
        processor.stop();
        streams.stop();
    }

    @Test
    void aCommandThatFailsIsNamedWithoutAKeyThatItWasGiven() throws IOException {
        assertEquals(1, run("fail add gateway key=00ff11 file=x"));
        assertEquals(
                "fail add gateway key=… file=x: it can't",
                errors.toString(UTF_8).strip());
    }

    @Test
    void commandsRunOneAfterAnotherToTheEndOfInput() throws IOException {
        assertEquals(0, run("lwm2m:words a\n\n# a comment\n  words b c"));
        assertEquals("a\nb|c\n", text(printed));
    }

    @Test
    void aFailureIsSaidWithItsCommandAndTheRestRuns() throws IOException {
        assertEquals(1, run("lwm2m:fail now\nlwm2m:words a\n"));
        assertEquals("lwm2m:fail now: it can't\n", text(errors));
        assertEquals("a\n", text(printed));
    }

    @Test
    void aCommandThatIsNotThereFails() throws IOException {
        assertEquals(1, run("lwm2m:nonsense\n"));
        assertTrue(text(errors).contains("no command lwm2m:nonsense"), text(errors));
    }

    @Test
    void exitEndsItBeforeTheEndOfInput() throws IOException {
        assertEquals(0, run("exit\nlwm2m:fail\n"));
    }

    @Test
    void wordsComeAsTheyWereTyped() throws IOException {
        run("words gateway /3/0/13 060 1.50 +01:00 0x1f true pmin=10 pmax= 14='Europe/Berlin time'\n");

        assertEquals("gateway|/3/0/13|060|1.50|+01:00|0x1f|true|pmin=10|pmax=|14=Europe/Berlin time\n", text(printed));
    }

    @Test
    void aValueIsWrittenDigitByDigit() throws IOException {
        run("lwm2m:write gateway /3/0/14 1.50\n");

        assertEquals("[write /3/0/14 Text[value=1.50]]", house.asked().toString());
    }

    private int run(String input) throws IOException {
        var out = new PrintStream(printed, true, UTF_8);
        var session = processor.createSession(InputStream.nullInputStream(), out, new PrintStream(errors, true, UTF_8));
        try (var commands = new Commands(session)) {
            return new Batch(commands, new PrintStream(errors, true, UTF_8))
                    .run(new BufferedReader(new StringReader(input)));
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
