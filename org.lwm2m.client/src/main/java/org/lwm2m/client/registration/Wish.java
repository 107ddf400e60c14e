package org.lwm2m.client.registration;

/** That an Update is wanted as soon as none is out. */
final class Wish {

    private boolean wanted;
    private boolean forced;

    /** @param anyway whether it is to go out even if nothing changed */
    void add(boolean anyway) {
        wanted = true;
        forced |= anyway;
    }

    boolean present() {
        return wanted;
    }

    /** It is fulfilled now; whether it was for an Update in any case. */
    boolean take() {
        var anyway = forced;
        wanted = false;
        forced = false;
        return anyway;
    }
}
