/** Object /3 of the Linux machine that this runs on. */
package org.lwm2m.object.device;
