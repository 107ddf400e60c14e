/**
 * CoAP over TCP and TLS (RFC 8323). One thread, the {@link org.lwm2m.transport.tcp.Loop}, owns all state and all sockets.
 * <p>
 * From the wire upwards: a {@link org.lwm2m.transport.tcp.Pipe} of octets, {@link org.lwm2m.transport.tcp.Frame frames} in
 * it, the {@link org.lwm2m.transport.tcp.Link} that they belong to with its signals, {@link org.lwm2m.transport.tcp.Call}
 * and {@link org.lwm2m.transport.tcp.Requests} (requests of ours, and theirs), blocks and notifications, then the mapping
 * to LwM2M.
 */
package org.lwm2m.transport.tcp;
