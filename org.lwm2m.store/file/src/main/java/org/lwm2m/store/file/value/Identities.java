package org.lwm2m.store.file.value;

import org.lwm2m.api.security.Identity;

/** Each kind of {@link Identity}, by a number that it has for ever. */
public final class Identities {

    private static final int NONE = 0;
    private static final int PSK = 1;
    private static final int RAW_PUBLIC_KEY = 2;
    private static final int CERTIFICATE = 3;
    private static final int OSCORE = 4;
    private static final int BROKER = 5;

    private Identities() {}

    public static void write(ValueWriter to, Identity identity) {
        if (identity instanceof Identity.None none) {
            to.octet(NONE).text(none.address());
        } else if (identity instanceof Identity.Psk psk) {
            to.octet(PSK).text(psk.identity());
        } else if (identity instanceof Identity.RawPublicKey raw) {
            to.octet(RAW_PUBLIC_KEY).bytes(raw.key());
        } else if (identity instanceof Identity.Certificate certificate) {
            to.octet(CERTIFICATE)
                    .text(certificate.name())
                    .all(certificate.alternatives(), ValueWriter::text)
                    .bytes(certificate.fingerprint());
        } else if (identity instanceof Identity.Oscore oscore) {
            to.octet(OSCORE).bytes(oscore.sender()).bytes(oscore.context());
        } else if (identity instanceof Identity.Broker broker) {
            to.octet(BROKER).text(broker.endpoint());
        } else {
            throw new IllegalArgumentException("can't keep an identity of the kind " + identity.getClass());
        }
    }

    public static Identity read(ValueReader from) {
        var kind = from.octet();
        return switch (kind) {
            case NONE -> new Identity.None(from.text());
            case PSK -> new Identity.Psk(from.text());
            case RAW_PUBLIC_KEY -> new Identity.RawPublicKey(from.bytes());
            case CERTIFICATE -> new Identity.Certificate(from.text(), from.all(ValueReader::text), from.bytes());
            case OSCORE -> new Identity.Oscore(from.bytes(), from.bytes());
            case BROKER -> new Identity.Broker(from.text());
            default -> throw new IllegalArgumentException("no kind of identity: " + kind);
        };
    }
}
