package org.lwm2m.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Value;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves large values between files and clients, however large they are. */
@Component(service = FileCommands.class)
@GogoCommand(
        scope = "lwm2m",
        function = {"upload", "download"})
public final class FileCommands {

    private static final String UPLOAD = "ENDPOINT PATH FILE  such as gateway /5/0/0 firmware.bin";
    private static final String DOWNLOAD = "ENDPOINT PATH FILE  such as gateway /3342/0/5 picture.jpg";

    private final Engines engines;

    @Activate
    public FileCommands(@Reference Engines engines) {
        this.engines = engines;
    }

    @Descriptor("writes what a file holds to an opaque resource, such as firmware")
    public String upload(@Descriptor(UPLOAD) String... words) throws CommandFailed {
        var arguments = Arguments.of("upload", UPLOAD, 3, 3, words);
        var client = engines.client(arguments.text(0));
        var path = arguments.path(1);
        var file = file(arguments);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed("no file " + file.toAbsolutePath());
        }
        try {
            var octets = Bytes.of(file);
            Answer.whenever(client.write(path, new Value.Opaque(octets)));
            return "written " + path + ", " + octets;
        } catch (IOException e) {
            throw new CommandFailed("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    @Descriptor("reads an opaque resource into a file, which is replaced when all has come")
    public String download(@Descriptor(DOWNLOAD) String... words) throws CommandFailed {
        var arguments = Arguments.of("download", DOWNLOAD, 3, 3, words);
        var client = engines.client(arguments.text(0));
        var path = arguments.path(1);
        var file = file(arguments);
        try {
            var octets = Answer.whenever(client.read(path, Sink.to(file)));
            return "read " + path + " into " + file + ", " + octets;
        } catch (IOException e) {
            throw new CommandFailed("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    private static Path file(Arguments arguments) throws CommandFailed {
        try {
            return Path.of(arguments.text(2));
        } catch (InvalidPathException e) {
            throw arguments.wrong("'" + arguments.text(2) + "' is no name of a file");
        }
    }
}
