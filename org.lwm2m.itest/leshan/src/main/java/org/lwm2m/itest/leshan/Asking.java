package org.lwm2m.itest.leshan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.leshan.core.link.Link;
import org.eclipse.leshan.core.link.attributes.InvalidAttributeException;
import org.eclipse.leshan.core.link.lwm2m.attributes.DefaultLwM2mAttributeParser;
import org.eclipse.leshan.core.link.lwm2m.attributes.InvalidAttributesException;
import org.eclipse.leshan.core.link.lwm2m.attributes.LwM2mAttributeSet;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.observation.CompositeObservation;
import org.eclipse.leshan.core.observation.Observation;
import org.eclipse.leshan.core.observation.SingleObservation;
import org.eclipse.leshan.core.request.CancelCompositeObservationRequest;
import org.eclipse.leshan.core.request.CancelObservationRequest;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.CreateRequest;
import org.eclipse.leshan.core.request.DeleteRequest;
import org.eclipse.leshan.core.request.DiscoverRequest;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.request.ExecuteRequest;
import org.eclipse.leshan.core.request.ObserveCompositeRequest;
import org.eclipse.leshan.core.request.ObserveRequest;
import org.eclipse.leshan.core.request.ReadCompositeRequest;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.WriteAttributesRequest;
import org.eclipse.leshan.core.request.WriteCompositeRequest;
import org.eclipse.leshan.core.request.WriteRequest;
import org.eclipse.leshan.core.response.CreateResponse;
import org.eclipse.leshan.core.response.DiscoverResponse;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ReadCompositeResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.registration.Registration;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;

/**
 * What a server asks of a client: a command, then a format as its number or {@code none}, then what the operation needs.
 * The answer is the code, the format of the payload, words (why not, a location, links) and the values.
 */
final class Asking {

    private static final long DEADLINE_MILLIS = 20_000;
    private static final String NONE = "none";

    private final LeshanServer server;

    Asking(LeshanServer server) {
        this.server = server;
    }

    List<String> ask(String command, String endpoint, List<String> more) throws Exception {
        var client = server.getRegistrationService().getByEndpoint(endpoint);
        if (client == null) {
            return List.of("failed", "", Notation.quoted("nobody is called " + endpoint));
        }
        var observations = server.getObservationService().getObservations(client);
        if (command.equals("forget")) {
            // The next notification is answered by a Reset.
            observations.forEach(server.getObservationService()::cancelObservation);
            return List.of();
        } else if (command.equals("cancel")) {
            var answer = List.<String>of();
            for (var each : observations) {
                answer = answer(client, cancel(each), path(each));
            }
            return answer;
        }
        return answer(client, request(command, more.get(0), more.subList(1, more.size())), more.get(1));
    }

    private static String path(Observation observation) {
        return observation instanceof SingleObservation single ? "" + single.getPath() : "/";
    }

    private static DownlinkDeviceManagementRequest<? extends LwM2mResponse> cancel(Observation observation) {
        return observation instanceof SingleObservation single
                ? new CancelObservationRequest(single)
                : new CancelCompositeObservationRequest((CompositeObservation) observation);
    }

    private static DownlinkDeviceManagementRequest<? extends LwM2mResponse> request(
            String command, String number, List<String> more)
            throws InvalidAttributesException, InvalidAttributeException {
        var format = number.equals(NONE) ? null : ContentFormat.fromCode(Integer.parseInt(number));
        var first = more.get(0);
        return switch (command) {
            case "read" -> new ReadRequest(format, first);
            case "readComposite" -> new ReadCompositeRequest(format, format, more);
            case "observe" -> new ObserveRequest(format, first);
            case "observeComposite" -> new ObserveCompositeRequest(format, format, more.toArray(String[]::new));
            case "discover" -> new DiscoverRequest(first);
            case "attributes" ->
                new WriteAttributesRequest(
                        first, new LwM2mAttributeSet(new DefaultLwM2mAttributeParser().parseUriQuery(more.get(1))));
            case "execute" -> new ExecuteRequest(first);
            case "delete" -> new DeleteRequest(first);
            default -> writing(command, format, more);
        };
    }

    /** The first word is the path, but for a composite; the second says how, and the rest is values. */
    private static DownlinkDeviceManagementRequest<? extends LwM2mResponse> writing(
            String command, ContentFormat format, List<String> more) {
        var path = more.get(0);
        var entries = Notation.parse(more.subList(2, more.size()));
        return switch (command) {
            case "write" ->
                new WriteRequest(
                        more.get(1).equals("REPLACE") ? WriteRequest.Mode.REPLACE : WriteRequest.Mode.UPDATE,
                        format,
                        new LwM2mPath(path),
                        LeshanNodes.tree(Path.parse(path), entries));
            case "writeComposite" -> new WriteCompositeRequest(format, LeshanNodes.values(entries), null);
            case "create" -> create(format, Path.parse(path).object(), more.get(1), entries);
            default -> throw new IllegalArgumentException("no operation " + command);
        };
    }

    /** @param instance its number, or that there is none */
    private static CreateRequest create(ContentFormat format, int object, String instance, List<Entry> entries) {
        var tree = (LwM2mObjectInstance) LeshanNodes.tree(entries.get(0).path().upTo(2), entries);
        return instance.equals(NONE)
                ? new CreateRequest(format, object, tree.getResources().values())
                : new CreateRequest(format, object, tree);
    }

    private <T extends LwM2mResponse> List<String> answer(
            Registration client, DownlinkDeviceManagementRequest<T> request, String path) throws InterruptedException {
        var response = server.send(client, request, DEADLINE_MILLIS);
        if (response == null) {
            return List.of("failed", "", Notation.quoted("no answer"));
        }
        var words = new ArrayList<>(List.of(Words.code(response.getCode()), format(response)));
        words.add(Notation.quoted(said(response)));
        if (response instanceof ReadResponse read && read.getContent() != null) {
            LeshanNodes.entries(Path.parse(path), read.getContent()).forEach(each -> words.add(Notation.of(each)));
        } else if (response instanceof ReadCompositeResponse read && read.getContent() != null) {
            LeshanNodes.entries(read.getContent()).forEach(each -> words.add(Notation.of(each)));
        }
        return words;
    }

    private static String said(LwM2mResponse response) {
        if (response instanceof DiscoverResponse discover && discover.getObjectLinks() != null) {
            return Arrays.stream(discover.getObjectLinks())
                    .map(Link::toCoreLinkFormat)
                    .collect(Collectors.joining(","));
        } else if (response instanceof CreateResponse create && create.getLocation() != null) {
            return create.getLocation();
        }
        return "" + response.getErrorMessage();
    }

    /** Of the payload as it was on the wire. */
    static String format(LwM2mResponse response) {
        var options = ((Response) response.getCoapResponse()).getOptions();
        return options.hasContentFormat() ? "" + options.getContentFormat() : NONE;
    }
}
