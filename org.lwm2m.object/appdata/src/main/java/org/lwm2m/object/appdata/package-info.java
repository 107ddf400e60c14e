/** Object /19 of a gateway: containers that servers write and make. */
package org.lwm2m.object.appdata;
