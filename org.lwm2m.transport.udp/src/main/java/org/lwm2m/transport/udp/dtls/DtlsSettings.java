package org.lwm2m.transport.udp.dtls;

import java.time.Duration;

/**
 * What can be configured of DTLS.
 *
 * @param sessions of one listener; beyond it a new one takes the place of one that is stale, else is refused
 * @param handshakes under way at one listener; beyond it the oldest is given up
 * @param stale how long a session must have been silent before another may take its place
 * @param timeout how long to wait for the answer to a flight, at first
 * @param retransmissions how often a flight is sent again
 * @param cid octets of the connection ids that a listener gives out; 0 for none
 * @param datagram octets of a datagram that carries a handshake
 */
public record DtlsSettings(
        int sessions, int handshakes, Duration stale, Duration timeout, int retransmissions, int cid, int datagram) {}
