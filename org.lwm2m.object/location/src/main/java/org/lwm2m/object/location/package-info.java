/** Object /6 of a gateway, from receivers or from its configuration. */
package org.lwm2m.object.location;
