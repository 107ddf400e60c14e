package org.lwm2m.client.bootstrap;

import org.lwm2m.client.account.Accounts;
import org.lwm2m.client.account.Draft;

/** The client that is bootstrapped. All methods are called on its loop. */
public interface Host {

    Accounts accounts();

    /** Whether there is no server account, or none that works and may do without a bootstrap. */
    boolean needsBootstrap();

    /** Takes the accounts and the access control that a bootstrap made, all at once. */
    void adopt(Draft draft);

    /** The time of the bootstrap account is over (/0/x/12). */
    void purge();

    /** The status is another one. */
    void bootstrapChanged();

    /** Something for the log. */
    void say(String news);
}
