/** Certificates (Security Mode 2). */
package org.lwm2m.security.x509;
