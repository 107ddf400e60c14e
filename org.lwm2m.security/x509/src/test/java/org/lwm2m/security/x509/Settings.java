package org.lwm2m.security.x509;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** A configuration of certificates, as Declarative Services would make it. */
@SuppressWarnings("all")
record Settings(String[] trust, String server_certificate, String server_key, String[] server_trust, String names)
        implements CertificateConfiguration {

    static Settings none() {
        return new Settings(new String[0], "", "", new String[0], "cn");
    }

    static Settings trusting(Path... places) {
        var names = java.util.Arrays.stream(places).map(Path::toString).toArray(String[]::new);
        return new Settings(names, "", "", new String[0], "cn");
    }

    Settings with(String names) {
        return new Settings(trust, server_certificate, server_key, server_trust, names);
    }

    @Override
    public String _keystore_password() {
        return "changeit";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return CertificateConfiguration.class;
    }
}
