/**
 * DTLS 1.2 below CoAP: sessions, and who is at their other end. The only place that knows Scandium.
 */
package org.lwm2m.transport.udp.dtls;
