package org.lwm2m.security.oscore;

import java.util.Arrays;
import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.security.Credentials;

/** The keys of a security context, derived from what was agreed on (RFC 8613, 3.2), and what is made with them. */
class Context {

    private final Aead aead;
    private final byte[] sender;
    private final byte[] recipient;
    private final Bytes id;
    private final byte[] senderKey;
    private final byte[] recipientKey;
    private final byte[] commonIv;

    /** @param id the ID Context, empty for none; it takes the place of the one in {@code agreed} */
    Context(Credentials.Oscore agreed, Bytes id) {
        this.aead = Aead.of(agreed.aead()).orElseThrow();
        this.sender = agreed.sender().array();
        this.recipient = agreed.recipient().array();
        this.id = id;
        this.senderKey = derive(agreed, sender, "Key", aead.key);
        this.recipientKey = derive(agreed, recipient, "Key", aead.key);
        this.commonIv = derive(agreed, new byte[0], "IV", aead.nonce);
    }

    /** The ID Context; empty for none. */
    Bytes id() {
        return id;
    }

    byte[] sender() {
        return sender;
    }

    byte[] recipient() {
        return recipient;
    }

    byte[] senderKey() {
        return senderKey.clone();
    }

    byte[] recipientKey() {
        return recipientKey.clone();
    }

    /** For a message with this number of whom has this id (5.2). */
    byte[] nonce(byte[] id, PartialIv number) {
        var nonce = new byte[aead.nonce];
        nonce[0] = (byte) id.length;
        System.arraycopy(id, 0, nonce, nonce.length - PartialIv.LONGEST - id.length, id.length);
        System.arraycopy(number.padded(), 0, nonce, nonce.length - PartialIv.LONGEST, PartialIv.LONGEST);
        for (var at = 0; at < nonce.length; at++) {
            nonce[at] ^= commonIv[at];
        }
        return nonce;
    }

    byte[] seal(byte[] nonce, RequestId request, byte[] plain) {
        return aead.seal(senderKey, nonce, associated(request), plain);
    }

    Optional<byte[]> open(byte[] nonce, RequestId request, byte[] sealed) {
        return aead.open(recipientKey, nonce, associated(request), sealed);
    }

    /** Equal in a request and its responses (5.4). */
    byte[] associated(RequestId request) {
        return new Cbor()
                .array(3)
                .text("Encrypt0")
                .bytes(new byte[0])
                .bytes(external(request))
                .done();
    }

    private byte[] external(RequestId request) {
        return new Cbor()
                .array(5)
                .number(1)
                .array(1)
                .number(aead.number)
                .bytes(request.kid().array())
                .bytes(request.number().octets())
                .bytes(new byte[0])
                .done();
    }

    private byte[] derive(Credentials.Oscore agreed, byte[] id, String type, int length) {
        var hkdf = Hkdf.of(agreed.hmac()).orElseThrow();
        return hkdf.derive(agreed.salt().array(), agreed.secret().bytes().array(), info(id, type, length), length);
    }

    private byte[] info(byte[] whose, String type, int length) {
        var info = new Cbor().array(5).bytes(whose);
        var context = id.size() == 0 ? info.none() : info.bytes(id.array());
        return context.number(aead.number).text(type).number(length).done();
    }

    @Override
    public String toString() {
        return "context of " + Arrays.toString(sender) + " and " + Arrays.toString(recipient);
    }
}
