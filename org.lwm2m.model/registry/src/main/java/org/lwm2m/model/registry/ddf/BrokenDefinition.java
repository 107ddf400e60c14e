package org.lwm2m.model.registry.ddf;

import javax.xml.stream.Location;

/** XML that defines no object: where in it, and why. */
public final class BrokenDefinition extends Exception {

    private static final long serialVersionUID = 1L;

    public BrokenDefinition(String reason) {
        super(reason);
    }

    BrokenDefinition(Location at, String reason) {
        super("line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": " + reason);
    }
}
