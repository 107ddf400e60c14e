package org.lwm2m.coap;

import static org.eclipse.californium.core.coap.CoAP.Code.DELETE;
import static org.eclipse.californium.core.coap.CoAP.Code.FETCH;
import static org.eclipse.californium.core.coap.CoAP.Code.GET;
import static org.eclipse.californium.core.coap.CoAP.Code.IPATCH;
import static org.eclipse.californium.core.coap.CoAP.Code.POST;
import static org.eclipse.californium.core.coap.CoAP.Code.PUT;

import java.util.stream.Collectors;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.lwm2m.api.Attributes;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Foreign;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Uplink;

/** Writes requests as CoAP has them, by the tables of Transport 1.2, 6.4. */
public final class RequestWriter {

    private RequestWriter() {}

    /** @throws IllegalArgumentException for a Notify, which is a response on CoAP */
    public static CoapMessage<org.eclipse.californium.core.coap.Request> write(Request request) {
        if (request instanceof Downlink downlink) {
            return downlink(downlink).done();
        } else if (request instanceof Uplink uplink) {
            return uplink(uplink).done();
        } else if (request instanceof BootstrapDownlink bootstrap) {
            return bootstrap(bootstrap).done();
        }
        return foreign((Foreign) request).done();
    }

    private static Draft uplink(Uplink request) {
        if (request instanceof Uplink.Register register) {
            var draft = new Draft(POST).segments("rd").query("ep", register.endpoint());
            return parameters(draft, register.parameters())
                    .query("lwm2m", register.version())
                    .content(register.objects());
        } else if (request instanceof Uplink.Update update) {
            var draft = new Draft(POST).location(update.location());
            return parameters(draft, update.parameters()).content(update.objects());
        } else if (request instanceof Uplink.Deregister deregister) {
            return new Draft(DELETE).location(deregister.location());
        } else if (request instanceof Uplink.Send send) {
            return new Draft(POST).segments("dp").content(send.content());
        } else if (request instanceof Uplink.BootstrapRequest start) {
            return new Draft(POST)
                    .segments("bs")
                    .query("ep", start.endpoint())
                    .query("pct", start.preferred().map(ContentFormat::number));
        } else if (request instanceof Uplink.BootstrapPackRequest pack) {
            var draft = new Draft(GET).segments("bspack").query("ep", pack.endpoint());
            if (!pack.account().isEmpty()) {
                draft.query(
                        "acc",
                        pack.account().stream().map(path -> "<" + path + ">").collect(Collectors.joining(",")));
            }
            return draft.accept(pack.accept());
        }
        throw new IllegalArgumentException("not a request on CoAP: " + request.getClass());
    }

    private static Draft parameters(Draft draft, Parameters parameters) {
        draft.query("lt", parameters.lifetime().map(lifetime -> lifetime.toSeconds()))
                .query("b", parameters.binding());
        if (parameters.queueMode()) {
            draft.query("Q");
        }
        draft.query("sms", parameters.sms());
        if (parameters.profiles().size() == 1) {
            draft.query("pid", parameters.profiles().get(0));
        } else if (!parameters.profiles().isEmpty()) {
            draft.query("pid", '"' + String.join(",", parameters.profiles()) + '"');
        }
        parameters.others().forEach(draft::query);
        return draft;
    }

    private static Draft downlink(Downlink request) {
        if (request instanceof Downlink.Read read) {
            return new Draft(GET).path(read.path()).accept(read.accept());
        } else if (request instanceof Downlink.Discover discover) {
            return new Draft(GET)
                    .path(discover.path())
                    .query("depth", discover.depth())
                    .accept(ContentFormat.LINK);
        } else if (request instanceof Downlink.Write write) {
            var code = write.mode() == Downlink.Write.Mode.REPLACE ? PUT : POST;
            return new Draft(code).path(write.path()).content(write.content());
        } else if (request instanceof Downlink.WriteAttributes write) {
            var draft = attributes(new Draft(PUT).path(write.path()), write.set());
            write.unset().forEach(attribute -> draft.query(attribute.key()));
            return draft;
        } else if (request instanceof Downlink.Execute execute) {
            var draft = new Draft(POST).path(execute.path());
            return execute.arguments().isEmpty()
                    ? draft
                    : draft.content(new Content(ContentFormat.TEXT, Bytes.utf8(execute.arguments())));
        } else if (request instanceof Downlink.Create create) {
            return new Draft(POST).path(create.path()).content(create.content());
        } else if (request instanceof Downlink.Delete delete) {
            return new Draft(DELETE).path(delete.path());
        } else if (request instanceof Downlink.WriteComposite write) {
            return new Draft(IPATCH).content(write.content());
        }
        return reading(request);
    }

    /** The rest of the operations of a server: composite reads, and observations. */
    private static Draft reading(Downlink request) {
        if (request instanceof Downlink.ReadComposite read) {
            return new Draft(FETCH).content(read.paths()).accept(read.accept());
        } else if (request instanceof Downlink.Observe observe) {
            var draft = new Draft(GET).observe(Draft.OBSERVE, observe.token()).path(observe.path());
            return attributes(draft, observe.attributes()).accept(observe.accept());
        } else if (request instanceof Downlink.Cancel cancel) {
            return new Draft(GET).observe(Draft.CANCEL, cancel.token()).path(cancel.path());
        } else if (request instanceof Downlink.ObserveComposite observe) {
            var draft = new Draft(FETCH).observe(Draft.OBSERVE, observe.token()).content(observe.paths());
            return attributes(draft, observe.attributes()).accept(observe.accept());
        }
        var cancel = (Downlink.CancelComposite) request;
        return new Draft(FETCH).observe(Draft.CANCEL, cancel.token()).content(cancel.paths());
    }

    private static Draft attributes(Draft draft, Attributes attributes) {
        attributes.values().forEach((attribute, value) -> draft.query(attribute.key(), AttributeQuery.text(value)));
        return draft;
    }

    private static Draft bootstrap(BootstrapDownlink request) {
        if (request instanceof BootstrapDownlink.Write write) {
            return new Draft(PUT).path(write.path()).content(write.content());
        } else if (request instanceof BootstrapDownlink.Read read) {
            return new Draft(GET).path(read.path()).accept(read.accept());
        } else if (request instanceof BootstrapDownlink.Discover discover) {
            return new Draft(GET).path(discover.path()).accept(ContentFormat.LINK);
        } else if (request instanceof BootstrapDownlink.Delete delete) {
            return new Draft(DELETE).path(delete.path());
        }
        return new Draft(POST).segments("bs");
    }

    private static Draft foreign(Foreign request) {
        var draft = new Draft(Code.valueOf(request.method().name()))
                .content(request.content())
                .accept(request.accept());
        return Target.write(request.target(), draft);
    }
}
