package org.lwm2m.client;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a server account may be configured with, for those who show and check configurations. */
@ObjectClassDefinition(
        name = "LwM2M server account",
        description = "One LwM2M Server that the client registers with: an instance of /0 and one of /1.")
@interface AccountKeys {

    @AttributeDefinition(description = "The server, such as coap://192.0.2.7:5683")
    String uri();

    @AttributeDefinition(description = "Short Server ID, 1 to 65534", min = "1", max = "65534")
    int server_id() default 1;

    @AttributeDefinition(description = "Whether it is the Bootstrap-Server, of which there is one at most")
    boolean bootstrap() default false;

    @AttributeDefinition(description = "Bootstrap-Server: how long it may begin by itself, before the client asks")
    long hold_off_seconds() default 0;

    @AttributeDefinition(description = "Bootstrap-Server: how long after a bootstrap its account goes; 0 for never")
    long account_timeout_seconds() default 0;

    @AttributeDefinition(description = "nosec, psk, rpk, x509 or est")
    String security() default "nosec";

    @AttributeDefinition(description = "psk: who we say we are, as text")
    String identity() default "";

    @AttributeDefinition(description = "rpk: file of our public key, PEM or DER")
    String public_file() default "";

    @AttributeDefinition(description = "x509: file of our chain, PEM or DER")
    String certificate_file() default "";

    @AttributeDefinition(description = "Our key, hexadecimal, or base64 behind base64:", type = AttributeType.PASSWORD)
    String _key() default "";

    @AttributeDefinition(description = "A file of our key in its place: that text for psk, otherwise PEM or DER")
    String _key_file() default "";

    @AttributeDefinition(description = "The server's key, certificate or its hash, hexadecimal or base64:")
    String server_key() default "";

    @AttributeDefinition(description = "A file of the server's key or certificate in its place, PEM or DER")
    String server_file() default "";

    @AttributeDefinition(description = "What server.key is: 0 the thing itself, 1 to 3 its SHA-256, -384 or -512")
    int matching() default 0;

    @AttributeDefinition(description = "The name to ask the server for and to find in its certificate, if not its host")
    String sni() default "";

    @AttributeDefinition(description = "0 CA constraint, 1 service certificate, 2 trust anchor, 3 domain-issued")
    int certificate_usage() default 3;

    @AttributeDefinition(description = "Suites to offer, by their numbers at IANA, such as C0A8,C0AE")
    String cipher_suites() default "";

    @AttributeDefinition(description = "OSCORE: the Master Secret", type = AttributeType.PASSWORD)
    String _oscore_secret() default "";

    @AttributeDefinition(description = "OSCORE: our Sender ID, hexadecimal")
    String oscore_client_id() default "";

    @AttributeDefinition(description = "OSCORE: the server's Sender ID, hexadecimal")
    String oscore_server_id() default "";

    @AttributeDefinition(description = "OSCORE: the AEAD algorithm by its COSE number")
    int oscore_aead() default 10;

    @AttributeDefinition(description = "OSCORE: the HMAC algorithm by its COSE number")
    int oscore_hmac() default 5;

    @AttributeDefinition(description = "OSCORE: the Master Salt, hexadecimal")
    String oscore_salt() default "";

    @AttributeDefinition(description = "OSCORE: the ID Context, hexadecimal")
    String oscore_context() default "";

    @AttributeDefinition(description = "The version to register with first: 1.2, 1.1 or 1.0")
    String version() default "1.2";

    @AttributeDefinition(description = "Where to call from, such as coap://192.0.2.9:56830; any place if empty")
    String local() default "";

    @AttributeDefinition(
            description = "What the server may do where there are others: owner, all, none,"
                    + " or some of read, write, execute, delete and create")
    String access() default "";

    @AttributeDefinition(description = "How long a registration lasts without an Update; 0 for ever")
    long lifetime_seconds() default 86_400;

    @AttributeDefinition(description = "The letters of the bindings that the server has, and Q for queue mode")
    String binding() default "";

    @AttributeDefinition(description = "The letter of the binding to try first; empty for that of the URI")
    String preferred_transport() default "";

    @AttributeDefinition(description = "pmin where neither observation nor attributes give one")
    long pmin_seconds() default 0;

    @AttributeDefinition(description = "pmax likewise; 0 for none")
    long pmax_seconds() default 0;

    @AttributeDefinition(description = "How long to stay away after the server executes Disable")
    long disable_seconds() default 86_400;

    @AttributeDefinition(description = "Whether notifications wait while the server can't be reached")
    boolean store_notifications() default true;

    @AttributeDefinition(description = "Whether notifications are confirmed unless an attribute says otherwise")
    boolean confirm_notifications() default true;

    @AttributeDefinition(description = "Whether the server wants no Send")
    boolean mute_send() default true;

    @AttributeDefinition(description = "Its place in the order of registration; empty for none", required = false)
    String priority() default "";

    @AttributeDefinition(description = "How long to wait before the first Register")
    long initial_delay_seconds() default 0;

    @AttributeDefinition(description = "Whether servers after it wait until it is registered")
    boolean failure_block() default false;

    @AttributeDefinition(description = "Whether the Bootstrap-Server is asked once all attempts were in vain")
    boolean bootstrap_on_failure() default true;

    @AttributeDefinition(description = "Attempts in a sequence")
    long retry_count() default 5;

    @AttributeDefinition(description = "The first pause between attempts; each is twice the one before")
    long retry_seconds() default 60;

    @AttributeDefinition(description = "The pause between sequences; 4294967295 for no further one")
    long sequence_delay_seconds() default 86_400;

    @AttributeDefinition(description = "Sequences of attempts")
    long sequence_count() default 1;
}
