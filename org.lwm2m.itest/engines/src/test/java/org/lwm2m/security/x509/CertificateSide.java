package org.lwm2m.security.x509;

import java.lang.reflect.Proxy;
import org.lwm2m.api.security.SecurityMode;

/** Certificates without a framework. */
public final class CertificateSide {

    private CertificateSide() {}

    /** As it is without any configuration. */
    public static SecurityMode mode() {
        var type = CertificateConfiguration.class;
        return new CertificateMode((CertificateConfiguration) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> method.getDefaultValue()));
    }
}
