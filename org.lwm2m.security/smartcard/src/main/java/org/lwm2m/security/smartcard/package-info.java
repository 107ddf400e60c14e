/** A smartcard whose LwM2M file is a file of this machine. */
package org.lwm2m.security.smartcard;
