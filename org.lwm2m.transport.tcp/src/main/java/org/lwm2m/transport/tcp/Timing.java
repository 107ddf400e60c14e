package org.lwm2m.transport.tcp;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param connect until a connection is there, with its handshake, and both have said what they can do
 * @param answer the answer to a request
 * @param stall the rest of a message that has begun, and any progress of what waits to go out
 * @param keepAlive how long a connection of ours may be quiet before it is asked whether it lives; zero for ever
 * @param pong the answer to that
 * @param transfer how long a transfer in blocks that stands still is remembered
 * @param stale how long a caller must have been quiet before its place may be given to another
 */
record Timing(
        Duration connect,
        Duration answer,
        Duration stall,
        Duration keepAlive,
        Duration pong,
        Duration transfer,
        Duration stale) {}
