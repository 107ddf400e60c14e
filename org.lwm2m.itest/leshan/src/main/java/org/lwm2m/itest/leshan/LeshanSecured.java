package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.servers.security.NonUniqueSecurityInfoException;

/**
 * A Leshan server and Leshan clients over DTLS: {@code LeshanSecured FOLDER IDENTITY KEY}, keys and certificates as
 * {@link SecuredKeys} reads them. It says {@code listening} and the port, then what its server hears, and {@code known}
 * or {@code refused} with the name of a client of its own. Its commands, with tabs between the words, are {@code client
 * NAME ENDPOINT MODE URI …} with what {@link SecuredKeys#account} takes besides, {@code update}, {@code restart} and
 * {@code end} with a name, {@code who ENDPOINT} and those of {@link Operations}.
 */
public final class LeshanSecured {

    private static final int CONNECTION_ID = 6;

    private final SecuredKeys keys;
    private final LeshanServer server;
    private final Operations operations;
    private final Map<String, SecuredThing> things = new HashMap<>();

    private LeshanSecured(SecuredKeys keys)
            throws IOException, GeneralSecurityException, NonUniqueSecurityInfoException {
        this.keys = keys;
        server = LeshanServerPeer.secured(keys.store(), keys, CONNECTION_ID);
        server.getRegistrationService().addListener(new Told.OfRegistrations());
        server.getObservationService().addListener(new Told.OfObservations());
        operations = new Operations(server);
    }

    public static void main(String... arguments) throws Exception {
        var ends = new LeshanSecured(new SecuredKeys(Path.of(arguments[0]), arguments[1], arguments[2]));
        ends.server.start();
        say("listening", ends.server.getEndpoint(Protocol.COAPS).getURI().getPort());
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                ends.obey(line.split("\t"));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(String... words) throws IOException, InterruptedException {
        switch (words[0]) {
            case "client" -> {
                var what = List.of(words).subList(5, words.length);
                things.put(words[1], new SecuredThing(words[1], words[2], keys.account(words[3], words[4], what)));
            }
            case "update" -> things.get(words[1]).update();
            case "restart" -> things.get(words[1]).restart();
            case "end" -> things.remove(words[1]).end();
            case "who" -> {
                var registration = server.getRegistrationService().getByEndpoint(words[1]);
                say("who", registration.getClientTransportData().getIdentity());
            }
            default -> operations.run(words);
        }
    }
}
