/** Objects /4 and /7 of the Linux machine that this runs on. */
package org.lwm2m.object.connectivity;
