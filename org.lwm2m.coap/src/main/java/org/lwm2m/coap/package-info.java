/**
 * LwM2M requests as CoAP messages and back, without any network: what all CoAP transports share. A library that bnd
 * copies into them; never deployed itself.
 */
package org.lwm2m.coap;
