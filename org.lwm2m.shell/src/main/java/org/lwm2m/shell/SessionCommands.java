package org.lwm2m.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.transport.Transport;
import org.lwm2m.shell.text.Span;
import org.lwm2m.shell.text.Table;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** With whom keys are agreed at present. */
@Component(service = SessionCommands.class)
@GogoCommand(scope = "lwm2m", function = "sessions")
public final class SessionCommands {

    private static final String SESSIONS = "[TEXT]  only those with TEXT in their line";

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Transport> transports = List.of();

    @Descriptor("lists the protected sessions with clients and servers")
    public String sessions(@Descriptor(SESSIONS) String... words) throws CommandFailed {
        var arguments = Arguments.of("sessions", SESSIONS, 0, 1, words);
        var wanted = arguments.has(0) ? arguments.text(0) : "";
        var table = new Table("PEER", "HERE", "IDENTITY", "PROTECTION", "SINCE");
        var count = new int[1];
        transports.stream()
                .distinct()
                .flatMap(each -> each.sessions().stream())
                .sorted(Comparator.comparing(each -> each.peer().toString()))
                .filter(each -> (each.peer() + " " + Identities.text(each.identity()) + " " + each.protection())
                        .contains(wanted))
                .forEach(each -> {
                    count[0]++;
                    table.row(
                            each.peer(),
                            each.local(),
                            Identities.text(each.identity()),
                            each.protection(),
                            Span.of(Duration.between(each.since(), Instant.now())));
                });
        return count[0] == 0 ? "no sessions" : table.toString();
    }
}
