package org.lwm2m.security.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What may be configured of one client, for those who show and check configurations. */
@ObjectClassDefinition(name = "LwM2M key of a client", description = "What one client has to prove.")
@interface ClientKeys {

    @AttributeDefinition(description = "psk, rpk, x509 or oscore")
    String security() default "psk";

    @AttributeDefinition(description = "The names that it may register; * for any")
    String[] endpoint() default {};

    @AttributeDefinition(description = "psk: its identity; the endpoint if empty")
    String identity() default "";

    @AttributeDefinition(description = "The key, hexadecimal or base64 behind base64:", type = AttributeType.PASSWORD)
    String _key() default "";

    @AttributeDefinition(description = "A file that holds the key, in its place")
    String key_file() default "";

    @AttributeDefinition(description = "x509: SHA-256 of its certificate, hexadecimal")
    String fingerprint() default "";

    @AttributeDefinition(description = "x509: a file of its certificate, in place of the fingerprint")
    String certificate_file() default "";

    @AttributeDefinition(description = "x509: the common name of its certificate, in place of the fingerprint")
    String name() default "";

    @AttributeDefinition(description = "oscore: the Sender ID of the client, hexadecimal")
    String client_id() default "";

    @AttributeDefinition(description = "oscore: the Sender ID of the server, hexadecimal")
    String server_id() default "";

    @AttributeDefinition(description = "oscore: the Master Salt, hexadecimal")
    String salt() default "";

    @AttributeDefinition(description = "oscore: the ID Context, hexadecimal")
    String context() default "";

    @AttributeDefinition(description = "oscore: the AEAD algorithm by its COSE number")
    int aead() default 10;

    @AttributeDefinition(description = "oscore: the HMAC algorithm by its COSE number")
    int hmac() default 5;
}
