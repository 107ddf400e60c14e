/** Raw public keys (Security Mode 1). */
package org.lwm2m.security.rpk;
