/** Who is registered: Register, Update, De-register, expiry, and what is kept of it. */
package org.lwm2m.server.registration;
