/** NoSec, no protection at all (Security Mode 3): for tests and networks that are protected otherwise. */
package org.lwm2m.security.nosec;
