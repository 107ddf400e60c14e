package org.lwm2m.security.x509;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be configured about certificates, of the client's side and of the server's. */
@ObjectClassDefinition(
        name = "LwM2M certificates",
        description = "Whom to trust in security mode 2, and the server's own certificate.")
@interface CertificateConfiguration {

    String PID = "org.lwm2m.security.x509";

    @AttributeDefinition(description = "Files or folders of the authorities that accounts with usage 0 and 1 build on")
    String[] trust() default {};

    @AttributeDefinition(description = "File of the server's chain, PEM, DER or a keystore")
    String server_certificate() default "";

    @AttributeDefinition(description = "File of the server's private key, unless the other holds it")
    String server_key() default "";

    @AttributeDefinition(description = "Files or folders of the authorities, or single certificates, of clients")
    String[] server_trust() default {};

    @AttributeDefinition(
            description = "Which names of a client's certificate are endpoint names that it may register",
            options = {
                @Option(label = "the common name", value = "cn"),
                @Option(label = "its DNS and URI names", value = "san"),
                @Option(label = "both", value = "both"),
                @Option(label = "none: other stores know each certificate", value = "none")
            })
    String names() default "cn";

    @AttributeDefinition(description = "The password of keystores", type = AttributeType.PASSWORD)
    String _keystore_password() default "";
}
