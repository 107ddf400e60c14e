/** Octets, one opaque value a payload (content format 42). */
package org.lwm2m.codec.opaque;
