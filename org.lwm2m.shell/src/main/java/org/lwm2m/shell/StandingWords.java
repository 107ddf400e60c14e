package org.lwm2m.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.lwm2m.api.Path;
import org.lwm2m.api.server.StandingObservation;
import org.lwm2m.api.server.StandingObservations;
import org.lwm2m.shell.text.Table;

/** What is said of standing observations, behind the word {@code --standing}. */
final class StandingWords {

    static final String WORD = "--standing";

    private final StandingObservations standing;

    StandingWords(StandingObservations standing) {
        this.standing = standing;
    }

    /** Lists them, or begins one: {@code --standing NAME ENDPOINT PATH... [KEY=VALUE...]}. */
    String observe(String usage, String... words) throws CommandFailed {
        if (words.length == 1) {
            return list();
        }
        var arguments = Arguments.of("observe", usage, 4, Integer.MAX_VALUE, words);
        var paths = new ArrayList<Path>();
        var pairs = new LinkedHashMap<String, String>();
        for (var word : arguments.words().subList(3, words.length)) {
            if (word.contains("=")) {
                pairs.putAll(new Arguments("observe", usage, List.of(word)).pairs(0));
            } else {
                paths.add(arguments.path(word));
            }
        }
        var attributes = AttributeCommands.set(arguments, pairs);
        try {
            standing.keep(arguments.text(1), new StandingObservation(arguments.text(2), paths, attributes));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw arguments.wrong(e.getMessage());
        }
        return "observed from now on as " + arguments.text(1) + "; values go to data listeners";
    }

    String cancel(String usage, String... words) throws CommandFailed {
        var arguments = Arguments.of("cancel", usage, 2, 2, words);
        if (!standing.remove(arguments.text(1))) {
            var configured = standing.all().containsKey(arguments.text(1));
            throw new CommandFailed(arguments.text(1)
                    + (configured
                            ? " is configured: take its configuration away"
                            : " is no standing observation; lwm2m:observe --standing lists them"));
        }
        return "cancelled " + arguments.text(1);
    }

    private String list() {
        var table = new Table("NAME", "ENDPOINT", "PATHS", "ATTRIBUTES", "CLIENTS");
        standing.all()
                .forEach((name, wish) -> table.row(
                        Table.clean(name),
                        Table.clean(wish.endpoints()),
                        wish.paths(),
                        wish.attributes(),
                        standing.observed(name)));
        return table.isEmpty() ? "there are no standing observations" : table.toString();
    }
}
