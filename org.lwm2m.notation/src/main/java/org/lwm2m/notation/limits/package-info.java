/** The limits of a codec as its configuration has them. */
package org.lwm2m.notation.limits;
