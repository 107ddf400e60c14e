/**
 * TLS below CoAP (RFC 8323, 9): who is at the other end of a connection. The only place that knows Bouncy Castle.
 */
package org.lwm2m.transport.tcp.tls;
