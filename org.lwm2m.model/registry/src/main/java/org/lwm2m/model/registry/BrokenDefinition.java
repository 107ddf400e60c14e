package org.lwm2m.model.registry;

import javax.xml.stream.Location;

/** XML that defines no object: where in it, and why. */
final class BrokenDefinition extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenDefinition(String reason) {
        super(reason);
    }

    BrokenDefinition(Location at, String reason) {
        super("line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": " + reason);
    }
}
