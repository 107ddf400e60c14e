package org.lwm2m.transport.tcp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration, its keys with dots for underscores: {@code answer.timeout.seconds}. */
@ObjectClassDefinition(
        name = "LwM2M over TCP",
        description = "CoAP over TCP and TLS (RFC 8323): times, and bounds on what peers may use.")
@interface TcpConfiguration {

    String PID = "org.lwm2m.transport.tcp";

    @AttributeDefinition(
            description = "How long to wait for a connection, with its handshake, until it is said what it can do.")
    int connect_timeout_seconds() default 10;

    @AttributeDefinition(description = "How long to wait for the answer to a request; then 5.04.")
    int answer_timeout_seconds() default 93;

    @AttributeDefinition(description = "How long the rest of a message may take, and what goes out may stand still.")
    int stall_timeout_seconds() default 30;

    @AttributeDefinition(description = "How long a connection of ours may be quiet before a Ping; 0 for no Pings.")
    int keepalive_seconds() default 300;

    @AttributeDefinition(description = "How long to wait for a Pong; then the connection is given up.")
    int pong_timeout_seconds() default 30;

    @AttributeDefinition(description = "How long halted block-wise transfers are remembered.")
    int transfer_timeout_seconds() default 247;

    @AttributeDefinition(description = "Largest message taken, as told to peers; beyond it the connection is aborted.")
    int message_max_bytes() default 8192;

    @AttributeDefinition(description = "What may wait to go out to one peer; beyond it 5.03, and it is not heard.")
    int unsent_max_bytes() default 1 << 18;

    @AttributeDefinition(description = "Connections of a listener; then a stale one makes room, else it is refused.")
    int connections_max() default 10_000;

    @AttributeDefinition(description = "Connections of a listener from one address; beyond it refused.")
    int address_connections_max() default 1000;

    @AttributeDefinition(
            description = "Connections that have not said yet that they speak CoAP; the oldest makes room.")
    int handshakes_max() default 1000;

    @AttributeDefinition(description = "How long a caller must have been quiet before another takes its place.")
    int connection_stale_seconds() default 3600;

    @AttributeDefinition(description = "Largest body that is collected in memory; beyond it 4.13.")
    int body_max_bytes() default 1 << 20;

    @AttributeDefinition(description = "All bodies that are being collected in memory; beyond it 5.03.")
    int bodies_max_bytes() default 16 << 20;

    @AttributeDefinition(description = "Requests of one peer being answered, and of ours waiting for it; beyond 5.03.")
    int peer_exchanges_max() default 100;

    @AttributeDefinition(description = "Requests of all peers being answered; beyond it 5.03.")
    int exchanges_max() default 10_000;

    @AttributeDefinition(description = "Bodies coming in blocks from one peer at a time, and going to it; beyond 5.03.")
    int peer_transfers_max() default 8;

    @AttributeDefinition(description = "Bodies coming in blocks from all peers at a time; beyond it 5.03.")
    int transfers_max() default 1000;

    @AttributeDefinition(description = "Threads for the sums of TLS, while there are any.")
    int tls_threads() default 2;
}
