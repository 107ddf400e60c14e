package org.lwm2m.transport.tcp;

import java.util.Optional;
import java.util.Set;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.OptionNumberRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.serialization.DataSerializer;
import org.eclipse.californium.core.network.serialization.TcpDataParser;
import org.eclipse.californium.elements.util.DatagramReader;
import org.eclipse.californium.elements.util.DatagramWriter;
import org.lwm2m.api.Bytes;

/** Messages as frames: their options read and written as Californium does, but as strict as RFC 7252, and as lenient. */
final class Messages {

    /** What cannot be taken as a message, and the code to say so if it was a request. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Optional<ResponseCode> answer;

        private Malformed(Throwable cause, ResponseCode answer) {
            super(String.valueOf(cause.getMessage()), cause);
            this.answer = Optional.ofNullable(answer);
        }

        /** Empty if nothing that comes behind it can be trusted either (RFC 8323, 5.6). */
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

    private static final Parser PARSER = new Parser();

    private Messages() {}

    /** @param message one that has no token yet is written without, to see how large it is */
    static Frame write(Message message) {
        var writer = new DatagramWriter();
        writer.writeByte((byte) message.getRawCode());
        DataSerializer.serializeOptionsAndPayload(writer, message.getOptions(), message.getPayload());
        var token = message.getToken() == null ? Token.EMPTY : message.getToken();
        return new Frame(token, Bytes.wrap(writer.toByteArray()));
    }

    /** Reads a request or a response. */
    static Message read(Frame frame) throws Malformed {
        try {
            var message = empty(frame.code());
            message.setToken(frame.token());
            var octets = frame.message().array();
            PARSER.parseOptionsAndPayload(new DatagramReader(octets, 1, octets.length - 1), message);
            return message;
        } catch (Unsupported e) {
            throw new Malformed(e, ResponseCode.BAD_OPTION);
        } catch (CoAPMessageFormatException e) {
            // Californium says 4.02 of every format error.
            throw new Malformed(e, e.getErrorCode() == ResponseCode.BAD_OPTION ? null : e.getErrorCode());
        } catch (RuntimeException e) {
            throw new Malformed(e, null);
        }
    }

    private static Message empty(int code) throws Malformed {
        if (CoAP.isRequest(code) && code > Code.IPATCH.value) {
            // RFC 7252, 5.8: an unknown method.
            throw new Malformed(new MessageFormatException("unknown method " + code), ResponseCode.METHOD_NOT_ALLOWED);
        }
        return CoAP.isRequest(code) ? new Request(Code.valueOf(code)) : new Response(ResponseCode.valueOf(code));
    }

    private static final class Parser extends TcpDataParser {

        /** Q-Block1 and Q-Block2, which Californium can read. */
        private static final Set<Integer> UNSUPPORTED = Set.of(19, 31);

        Parser() {
            super(StandardOptionRegistry.STANDARD_OPTIONS);
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
