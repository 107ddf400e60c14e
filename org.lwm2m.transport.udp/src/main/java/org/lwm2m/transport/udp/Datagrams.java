package org.lwm2m.transport.udp;

import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.CoAPOptionException;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.OptionNumberRegistry;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.RawData;

/** Messages as octets: Californium's, but as strict as RFC 7252 about options, and as lenient. */
final class Datagrams {

    private static final UdpDataSerializer SERIALIZER = new UdpDataSerializer();
    private static final UdpDataParser PARSER = new Parser();

    private Datagrams() {}

    static byte[] write(Message message) {
        return SERIALIZER.getByteArray(message);
    }

    /** @throws MessageFormatException for what is no CoAP message, or one that must be refused */
    static Message read(RawData data) {
        try {
            return PARSER.parseMessage(data);
        } catch (MessageFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MessageFormatException(String.valueOf(e.getMessage()));
        }
    }

    /** The code to answer a malformed request with; RST or silence if there is none. */
    static ResponseCode refusal(CoAPMessageFormatException malformed) {
        if (!CoAP.isRequest(malformed.getCode()) || malformed.getToken() == null) {
            return null;
        } else if (malformed.getErrorCode() != null) {
            return malformed.getErrorCode();
        }
        // RFC 7252, 5.8: an unknown method.
        return malformed.getCode() > CoAP.Code.IPATCH.value ? ResponseCode.METHOD_NOT_ALLOWED : null;
    }

    private static final class Parser extends UdpDataParser {

        Parser() {
            super(true, StandardOptionRegistry.getDefaultOptionRegistry());
        }

        /** RFC 7252, 5.4.1 and 5.4.3: what is unknown or malformed is refused if critical, passed over if not. */
        @Override
        public Option createOption(int code, int number, byte[] value) {
            try {
                return super.createOption(code, number, value);
            } catch (IllegalArgumentException e) {
                if (OptionNumberRegistry.isCritical(number)) {
                    throw new CoAPOptionException(e.getMessage(), ResponseCode.BAD_OPTION);
                }
                return null;
            }
        }
    }
}
