/** Clients that are being bootstrapped: how they come, what is asked of them, how it ends. */
package org.lwm2m.bootstrap.session;
