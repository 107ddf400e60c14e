/** Pre-shared keys (Security Mode 0). */
package org.lwm2m.security.psk;
