package org.lwm2m.store.file.value;

/** Octets that are no value of the kind that is looked for. */
public final class DamagedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DamagedException(String why) {
        super(why);
    }
}
