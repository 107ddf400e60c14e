package org.lwm2m.testing;

import java.util.Optional;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Uplink;

/** The content of requests, whatever their operation: read and replaced. */
final class Bodies {

    private Bodies() {}

    static Optional<Content> of(Request request) {
        if (request instanceof Uplink.Register register) {
            return register.objects();
        } else if (request instanceof Uplink.Update update) {
            return update.objects();
        } else if (request instanceof Uplink.Send send) {
            return Optional.of(send.content());
        } else if (request instanceof Downlink.Write write) {
            return Optional.of(write.content());
        } else if (request instanceof Downlink.Create create) {
            return Optional.of(create.content());
        } else if (request instanceof Downlink.WriteComposite write) {
            return Optional.of(write.content());
        } else if (request instanceof BootstrapDownlink.Write write) {
            return Optional.of(write.content());
        } else if (request instanceof Foreign foreign) {
            return foreign.content();
        }
        return Optional.empty();
    }

    static Request without(Request request) {
        return of(request)
                .map(content -> with(request, new Content(content.format(), Bytes.EMPTY)))
                .orElse(request);
    }

    static Request with(Request request, Content content) {
        if (request instanceof Uplink.Register of) {
            return new Uplink.Register(of.endpoint(), of.version(), of.parameters(), Optional.of(content));
        } else if (request instanceof Uplink.Update of) {
            return new Uplink.Update(of.location(), of.parameters(), Optional.of(content));
        } else if (request instanceof Uplink.Send) {
            return new Uplink.Send(content);
        } else if (request instanceof Downlink.Write of) {
            return new Downlink.Write(of.path(), content, of.mode());
        } else if (request instanceof Downlink.Create of) {
            return new Downlink.Create(of.path(), content);
        } else if (request instanceof Downlink.WriteComposite) {
            return new Downlink.WriteComposite(content);
        } else if (request instanceof BootstrapDownlink.Write of) {
            return new BootstrapDownlink.Write(of.path(), content);
        } else if (request instanceof Foreign of) {
            return new Foreign(of.method(), of.target(), Optional.of(content), of.accept());
        }
        return request;
    }
}
