package org.lwm2m.transport.udp;

import org.lwm2m.transport.udp.dtls.DtlsSettings;

/**
 * What can be configured of the transport, checked.
 *
 * @param block the size of blocks to prefer: 16 to 1024 octets, a power of two
 * @param remembered octets of all messages that are remembered, with their answers
 * @param echo whether callers without protection have to echo something before they are sent much
 */
record Settings(Timing timing, Bounds bounds, int block, int remembered, boolean echo, DtlsSettings dtls) {}
