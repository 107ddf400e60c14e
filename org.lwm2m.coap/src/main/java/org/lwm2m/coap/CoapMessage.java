package org.lwm2m.coap;

import org.eclipse.californium.core.coap.Message;
import org.lwm2m.api.Bytes;

/**
 * A CoAP message and apart from it its body, which may be larger than a message and stay where it is. The head has
 * neither payload nor block options.
 */
public record CoapMessage<M extends Message>(M head, Bytes body) {}
