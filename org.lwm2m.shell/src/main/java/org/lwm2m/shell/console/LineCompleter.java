package org.lwm2m.shell.console;

import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Hands what {@link Completion} offers to the line that is being typed. */
final class LineCompleter implements Completer {

    private static final String COMMANDS = ".commands";

    private final CommandSession session;
    private final Completion completion;

    LineCompleter(CommandSession session, Completion completion) {
        this.session = session;
        this.completion = completion;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        for (var choice : completion.choices(commands(), line.words(), line.wordIndex())) {
            var description = choice.description().isEmpty() ? null : choice.description();
            candidates.add(
                    new Candidate(choice.value(), choice.value(), null, description, null, null, !choice.goesOn()));
        }
    }

    private Set<?> commands() {
        return session.get(COMMANDS) instanceof Set<?> names ? names : Set.of();
    }
}
