/**
 * CoAP over UDP. One thread, the {@link org.lwm2m.transport.udp.Loop}, owns all state and all sockets.
 * <p>
 * From the wire upwards: a connector, {@link org.lwm2m.transport.udp.Transmissions} and {@link
 * org.lwm2m.transport.udp.Duplicates} (the message layer), {@link org.lwm2m.transport.udp.Call} and {@link
 * org.lwm2m.transport.udp.Answer} (requests of ours, and theirs), blocks and notifications, then the mapping to LwM2M.
 */
package org.lwm2m.transport.udp;
