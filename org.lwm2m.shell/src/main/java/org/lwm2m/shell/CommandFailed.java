package org.lwm2m.shell;

/** A command that did not do what was asked, in words for the person who asked. */
public final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1L;

    public CommandFailed(String why) {
        super(why);
    }

    CommandFailed(String why, Throwable cause) {
        super(why, cause);
    }

    /** The words alone: shells print an exception by this. */
    @Override
    public String toString() {
        return getMessage();
    }
}
