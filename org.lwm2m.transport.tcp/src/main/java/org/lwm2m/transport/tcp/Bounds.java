package org.lwm2m.transport.tcp;

/**
 * How much of everything there may be, for one peer and for all.
 *
 * @param connections of one listener
 * @param addressConnections of one listener, from one address
 * @param handshakes connections of one listener that have not said yet that they speak CoAP
 * @param peerExchanges requests of one peer being answered, and as many of ours that it has not answered
 * @param exchanges requests being answered in all
 * @param peerTransfers bodies of one peer that come in blocks at a time, and as many that go to it
 * @param transfers bodies of all peers that come in blocks at a time
 * @param body octets of a body that is collected in memory
 * @param bodies octets of all bodies being collected
 * @param message octets of a message
 * @param unsent octets that wait to go out to one peer
 */
record Bounds(
        int connections,
        int addressConnections,
        int handshakes,
        int peerExchanges,
        int exchanges,
        int peerTransfers,
        int transfers,
        int body,
        int bodies,
        int message,
        int unsent) {}
