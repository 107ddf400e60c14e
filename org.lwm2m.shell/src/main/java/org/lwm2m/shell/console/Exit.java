package org.lwm2m.shell.console;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** The command that ends the session, and with it everything. */
public final class Exit {

    @Descriptor("ends everything")
    public void exit(CommandSession session) {
        if (session.get(Commands.EXIT) instanceof Runnable end) {
            end.run();
        }
    }
}
