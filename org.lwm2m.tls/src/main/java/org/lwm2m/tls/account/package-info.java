/** Reads accounts for the security modes of TLS and DTLS. */
package org.lwm2m.tls.account;
