package org.lwm2m.model.maker;

/** Why no bundle was made: what is wrong, where, and what to do now. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
