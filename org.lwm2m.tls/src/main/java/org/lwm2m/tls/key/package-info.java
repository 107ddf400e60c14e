/** Reads keys and certificates as files and resources hold them: PEM or DER. */
package org.lwm2m.tls.key;
