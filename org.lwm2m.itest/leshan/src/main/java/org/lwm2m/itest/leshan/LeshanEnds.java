package org.lwm2m.itest.leshan;

import static org.lwm2m.itest.leshan.Words.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.StaticModel;

/**
 * A Leshan server, and Leshan clients as they are asked for, in one JVM. Each line of input is a number, a command, an
 * endpoint and more, with tabs between; it is answered by {@code answer}, the number and words. What happens besides is
 * {@code event}, the endpoint, its kind and words. See {@link Leshan}, {@link Asking} and {@link Thing}.
 */
public final class LeshanEnds {

    private final Asking asking;
    private final LwM2mModel model = new StaticModel(Words.models());
    private final Map<String, Thing> things = new HashMap<>();

    private LeshanEnds(Asking asking) throws IOException {
        this.asking = asking;
    }

    public static void main(String... arguments) throws IOException {
        var server = LeshanServerPeer.server();
        var heard = new Heard();
        server.getRegistrationService().addListener(heard);
        server.getObservationService().addListener(heard);
        server.getSendService().addListener(heard);
        server.start();
        say("event", "", "listening", server.getEndpoint(Protocol.COAP).getURI().getPort());
        var ends = new LeshanEnds(new Asking(server));
        try (var commands = new BufferedReader(new InputStreamReader(System.in))) {
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                var words = List.of(line.split("\t", -1));
                var answer = new ArrayList<Object>(List.of("answer", words.get(0)));
                answer.addAll(ends.obey(words.get(1), words.get(2), words.subList(3, words.size())));
                say(answer.toArray());
            }
        }
        // Leshan's threads go on after a stop.
        Runtime.getRuntime().halt(0);
    }

    private List<String> obey(String command, String endpoint, List<String> more) {
        try {
            switch (command) {
                case "client" -> {
                    var entries = Notation.parse(more.subList(1, more.size()));
                    things.put(endpoint, new Thing(endpoint, more.get(0), entries, model));
                    return List.of();
                }
                case "held" -> {
                    return things.get(endpoint).held(more.get(0)).stream()
                            .map(Notation::of)
                            .toList();
                }
                case "change" -> {
                    things.get(endpoint).change(Notation.parse(more));
                    return List.of();
                }
                case "send" -> {
                    return things.get(endpoint).send(more.get(0), more.subList(1, more.size()));
                }
                case "end" -> {
                    things.remove(endpoint).end();
                    return List.of();
                }
                default -> {
                    return asking.ask(command, endpoint, more);
                }
            }
        } catch (Exception e) {
            // A row that fails should say why.
            return List.of("failed", "", Notation.quoted(why(e)));
        }
    }

    private static String why(Throwable problem) {
        return problem
                + (problem.getCause() == null ? " at " + problem.getStackTrace()[0] : ": " + why(problem.getCause()));
    }
}
