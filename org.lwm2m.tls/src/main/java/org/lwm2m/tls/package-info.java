/** Judges certificates that peers show. A library that what speaks TLS or DTLS has a copy of; it knows no wire. */
package org.lwm2m.tls;
