package org.lwm2m.shell.console;

import java.lang.reflect.InvocationTargetException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.lwm2m.shell.CommandFailed;

/** Why a command failed, in words for a person. */
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        if (failure instanceof CommandFailed known) {
            return known.getMessage();
        } else if (failure instanceof CommandNotFoundException unknown) {
            return "no command " + unknown.getCommand() + "; lwm2m:help lists them";
        }
        if (failure instanceof InvocationTargetException wrapper && wrapper.getCause() != null) {
            return of(wrapper.getCause());
        }
        var message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
