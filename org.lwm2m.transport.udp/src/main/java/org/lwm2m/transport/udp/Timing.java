package org.lwm2m.transport.udp;

import java.time.Duration;

/**
 * The transmission parameters of CoAP (RFC 7252, 4.8), and how long to wait where it leaves that open.
 *
 * @param nstart how many requests and confirmable notifications may wait for their ACK at one peer
 * @param responseDelay how long an answer may take before the request is acknowledged without it
 * @param answerTimeout how long to wait for the answer to a request that was acknowledged
 * @param exchangeLifetime how long a message id names one message
 */
record Timing(
        Duration ackTimeout,
        double randomFactor,
        int maxRetransmit,
        int nstart,
        Duration responseDelay,
        Duration answerTimeout,
        Duration exchangeLifetime) {}
