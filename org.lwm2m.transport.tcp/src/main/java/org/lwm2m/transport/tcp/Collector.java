package org.lwm2m.transport.tcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.Response;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Sink;
import org.lwm2m.api.Status;
import org.lwm2m.coap.CoapMessage;

/**
 * Puts an answer together from its blocks; a sink, if there is one, gets the body of a good answer only. Owned by the
 * loop.
 */
final class Collector {

    private final Shared shared;
    private final Optional<Sink> sink;
    private boolean used;
    private Response first;
    private Assembly assembly;
    private BlockOption last;

    Collector(Shared shared, Optional<Sink> sink) {
        this.shared = shared;
        this.sink = sink;
    }

    /** Takes one; true, when it has found its place, if there are more to fetch. */
    CompletionStage<Boolean> take(Response response) {
        if (first == null || !response.isSuccess()) {
            begin(response);
        } else if (!same(first.getOptions().getETags(), response.getOptions().getETags())) {
            throw new LwM2mException(Status.REQUEST_INCOMPLETE, "changed while it was fetched, try again");
        }
        last = response.getOptions().getBlock2();
        if (last != null && last.getOffset() != assembly.size()) {
            throw new LwM2mException(Status.REQUEST_INCOMPLETE, "the peer sent another block than the next");
        }
        var more = last != null && last.isM();
        if (more && !whole(response.getPayloadSize())) {
            throw new LwM2mException(Status.REQUEST_INCOMPLETE, "the peer sent a block that is not full");
        }
        return assembly.add(response.getPayload()).thenApply(taken -> more);
    }

    /** RFC 8323, 6: with BERT there may be several blocks in one message. */
    private boolean whole(int octets) {
        return last.isBERT() ? octets > 0 && octets % last.getSize() == 0 : octets == last.getSize();
    }

    /** The block to ask for next. */
    BlockOption next() {
        return new BlockOption(last.getSzx(), false, (int) (assembly.size() / last.getSize()));
    }

    CompletionStage<CoapMessage<Response>> whole() {
        return assembly.finish().thenApply(bytes -> new CoapMessage<>(first, bytes));
    }

    /** Whether or not anything came: the sink hears of its end. */
    void abort() {
        if (assembly != null) {
            assembly.abort();
        }
        if (!used) {
            used = true;
            new Assembly(shared, sink).abort();
        }
    }

    private void begin(Response response) {
        if (response.isSuccess()) {
            assembly = new Assembly(shared, sink);
            used = true;
        } else {
            abort();
            assembly = new Assembly(shared, Optional.empty());
        }
        first = response;
    }

    private static boolean same(List<byte[]> one, List<byte[]> other) {
        return one.isEmpty() || other.isEmpty() || Arrays.equals(one.get(0), other.get(0));
    }
}
