package org.lwm2m.transport.udp;

/**
 * How much of everything there may be, for one peer and for all.
 *
 * @param peers whose message ids are remembered; the one that was silent longest is forgotten first
 * @param peerExchanges requests of one peer being answered, and as many of ours that it has not answered
 * @param exchanges requests being answered in all
 * @param peerTransfers bodies of one peer that come in blocks at a time, and as many that go to it
 * @param transfers bodies of all peers that come in blocks at a time
 * @param body octets of a body that is collected in memory
 * @param bodies octets of all bodies being collected
 * @param message octets of a datagram
 */
record Bounds(
        int peers,
        int peerExchanges,
        int exchanges,
        int peerTransfers,
        int transfers,
        int body,
        int bodies,
        int message) {}
