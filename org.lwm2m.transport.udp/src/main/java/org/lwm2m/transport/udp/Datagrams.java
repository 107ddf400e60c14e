package org.lwm2m.transport.udp;

import java.util.Optional;
import java.util.Set;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.OptionNumberRegistry;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.RawData;

/** Messages as octets: Californium's, but as strict as RFC 7252 about options, and as lenient. */
final class Datagrams {

    /** What cannot be taken as a message, and the code to say so if it was a confirmable request. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Optional<ResponseCode> answer;

        private Malformed(Throwable cause, ResponseCode answer) {
            super(cause.getMessage(), cause);
            this.answer = Optional.ofNullable(answer);
        }

        /** Empty if the message is to be reset. */
        Optional<ResponseCode> answer() {
            return answer;
        }
    }

    /** Not a format error: the request could be understood, were it not for this option. */
    private static final class Unsupported extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unsupported(int option) {
            super("critical option " + option + " is unknown or malformed");
        }
    }

    private static final UdpDataSerializer SERIALIZER = new UdpDataSerializer();
    private static final UdpDataParser PARSER = new Parser();

    private Datagrams() {}

    static byte[] write(Message message) {
        return SERIALIZER.getByteArray(message);
    }

    static Message read(RawData data) throws Malformed {
        try {
            return PARSER.parseMessage(data);
        } catch (Unsupported e) {
            throw new Malformed(e, ResponseCode.BAD_OPTION);
        } catch (CoAPMessageFormatException e) {
            throw new Malformed(e, answer(e));
        } catch (RuntimeException e) {
            throw new Malformed(e, null);
        }
    }

    private static ResponseCode answer(CoAPMessageFormatException e) {
        if (CoAP.isRequest(e.getCode()) && e.getCode() > CoAP.Code.IPATCH.value) {
            // RFC 7252, 5.8: an unknown method.
            return ResponseCode.METHOD_NOT_ALLOWED;
        }
        // Californium says 4.02 of every format error, where RFC 7252, 4.2 wants RST.
        return e.getErrorCode() == ResponseCode.BAD_OPTION ? null : e.getErrorCode();
    }

    private static final class Parser extends UdpDataParser {

        /** Q-Block1 and Q-Block2, which Californium can read. */
        private static final Set<Integer> UNSUPPORTED = Set.of(19, 31);

        Parser() {
            super(true, StandardOptionRegistry.STANDARD_OPTIONS);
        }

        /** RFC 7252, 5.4.1 and 5.4.3: what is unknown or malformed is refused if critical, passed over if not. */
        @Override
        public Option createOption(int code, int number, byte[] value) {
            try {
                if (!UNSUPPORTED.contains(number)) {
                    return super.createOption(code, number, value);
                }
            } catch (IllegalArgumentException e) {
                if (!OptionNumberRegistry.isCritical(number)) {
                    return null;
                }
            }
            throw new Unsupported(number);
        }
    }
}
