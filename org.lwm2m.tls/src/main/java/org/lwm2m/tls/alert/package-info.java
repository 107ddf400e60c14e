/** The alerts of TLS and DTLS, and what a client does about them. */
package org.lwm2m.tls.alert;
