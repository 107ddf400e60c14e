package org.lwm2m.transport.udp;

/**
 * What can be configured of the transport, checked.
 *
 * @param block the size of blocks to prefer: 16 to 1024 octets, a power of two
 */
record Settings(Timing timing, Bounds bounds, int block) {}
