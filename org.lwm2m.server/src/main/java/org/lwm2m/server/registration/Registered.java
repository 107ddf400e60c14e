package org.lwm2m.server.registration;

import java.util.List;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.server.Registration;

/** One registration, from its Register to its end, as Updates change what it says. */
public final class Registered {

    private volatile Registration registration; // changed by Registrations
    private volatile List<ContentFormat> refused = List.of();
    private boolean faulty; // guarded by this

    /** When it ends, in ticks; and where in {@link Expiry} it waits for that. Owned by Registrations. */
    long deadline;

    int slot = Expiry.OUT;

    Registered(Registration registration) {
        this.registration = registration;
    }

    public Registration registration() {
        return registration;
    }

    void registration(Registration changed) {
        registration = changed;
    }

    /** Formats that the client refused, to be tried last (field note F21). */
    public List<ContentFormat> refused() {
        return refused;
    }

    /** Whether this is the first time that it said something which makes no sense. */
    public synchronized boolean firstFault() {
        var first = !faulty;
        faulty = true;
        return first;
    }

    public synchronized void refuses(ContentFormat format) {
        if (!refused.contains(format)) {
            var more = new java.util.ArrayList<>(refused);
            more.add(format);
            refused = List.copyOf(more);
        }
    }
}
