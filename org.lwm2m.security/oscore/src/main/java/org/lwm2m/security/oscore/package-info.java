/**
 * OSCORE (RFC 8613): messages protected one by one, below block-wise transfer and above retransmission, whatever carries
 * them.
 */
package org.lwm2m.security.oscore;
