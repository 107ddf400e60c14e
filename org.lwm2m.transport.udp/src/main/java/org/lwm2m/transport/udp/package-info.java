/** To be filled. */
package org.lwm2m.transport.udp;
