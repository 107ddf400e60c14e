package org.lwm2m.transport.udp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration, its keys with dots for underscores: {@code ack.timeout.millis}. */
@ObjectClassDefinition(
        name = "LwM2M over UDP",
        description =
                "CoAP over UDP and DTLS: transmission parameters (RFC 7252, 4.8) and bounds on what peers may use.")
@interface UdpConfiguration {

    String PID = "org.lwm2m.transport.udp";

    @AttributeDefinition(description = "How long to wait for an ACK before a message is sent again; doubles each time.")
    int ack_timeout_millis() default 2000;

    @AttributeDefinition(description = "The first wait is up to so many times longer, at random.")
    double ack_random_factor() default 1.5;

    @AttributeDefinition(description = "How often a message without ACK is sent again.")
    int retransmit_max() default 4;

    @AttributeDefinition(description = "How many messages may wait for an ACK at one peer (NSTART).")
    int nstart() default 1;

    @AttributeDefinition(description = "How long an answer may take before the request is acknowledged without it.")
    int response_delay_millis() default 500;

    @AttributeDefinition(description = "How long to wait for the answer to a request that was acknowledged.")
    int answer_timeout_seconds() default 93;

    @AttributeDefinition(description = "How long messages and halted block-wise transfers are remembered.")
    int exchange_lifetime_seconds() default 247;

    @AttributeDefinition(description = "Size of blocks: 16, 32, 64, 128, 256, 512 or 1024.")
    int block_bytes() default 1024;

    @AttributeDefinition(description = "Largest datagram taken; beyond it 4.13.")
    int message_max_bytes() default 2048;

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

    @AttributeDefinition(description = "All messages remembered, with their answers; the oldest is forgotten first.")
    int remembered_max_bytes() default 8 << 20;

    @AttributeDefinition(description = "Peers whose message ids are remembered; who was silent longest is forgotten.")
    int peers_max() default 20_000;

    @AttributeDefinition(
            description =
                    "Whether who has no protection must echo something (RFC 9175) before it is given a bootstrap pack.")
    boolean echo() default true;

    @AttributeDefinition(description = "DTLS sessions of a listener; then a stale one makes room, else it is refused.")
    int sessions_max() default 20_000;

    @AttributeDefinition(description = "How long a session must have been silent before another takes its place.")
    int session_stale_seconds() default 3600;

    @AttributeDefinition(description = "Handshakes under way at a listener; beyond it the oldest is given up.")
    int handshakes_max() default 1000;

    @AttributeDefinition(description = "How long to wait for the answer to a flight of a handshake; doubles each time.")
    int handshake_timeout_millis() default 2000;

    @AttributeDefinition(description = "How often a flight of a handshake is sent again.")
    int handshake_retransmit_max() default 4;

    @AttributeDefinition(description = "Largest IP packet that a handshake is put in.")
    int handshake_datagram_bytes() default 1280;

    @AttributeDefinition(description = "Octets of the connection ids (RFC 9146) that a listener gives out; 0 for none.")
    int cid_bytes() default 6;

    @AttributeDefinition(
            description =
                    "Threads for messages of DTLS sessions, and half as many for handshakes, while there are any.")
    int dtls_threads() default 2;
}
