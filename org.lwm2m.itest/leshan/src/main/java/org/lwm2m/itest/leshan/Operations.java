package org.lwm2m.itest.leshan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.lwm2m.itest.leshan.Words.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.leshan.core.link.lwm2m.attributes.DefaultLwM2mAttributeParser;
import org.eclipse.leshan.core.link.lwm2m.attributes.InvalidAttributesException;
import org.eclipse.leshan.core.link.lwm2m.attributes.LwM2mAttributeSet;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.node.codec.text.LwM2mNodeTextDecoder;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.CreateRequest;
import org.eclipse.leshan.core.request.DeleteRequest;
import org.eclipse.leshan.core.request.DiscoverRequest;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.request.ExecuteRequest;
import org.eclipse.leshan.core.request.ObserveRequest;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.WriteAttributesRequest;
import org.eclipse.leshan.core.request.WriteRequest;
import org.eclipse.leshan.core.response.CreateResponse;
import org.eclipse.leshan.core.response.DiscoverResponse;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.registration.Registration;

/**
 * Operations that a server is told to do, in words with tabs between: {@code OPERATION ENDPOINT PATH …}. Formats are
 * numbers, values are written as in text/plain. Says {@code answer CODE …}, or {@code failed …} if none came.
 */
final class Operations {

    private static final long DEADLINE_MILLIS = 10_000;

    private final LeshanServer server;
    private final LwM2mNodeTextDecoder text = new LwM2mNodeTextDecoder();

    Operations(LeshanServer server) {
        this.server = server;
    }

    void run(String... words) throws InterruptedException {
        var client = server.getRegistrationService().getByEndpoint(words[1]);
        if (client == null) {
            say("failed", "nobody is called", words[1]);
            return;
        }
        try {
            var response = server.send(client, request(client, words), DEADLINE_MILLIS);
            say(response == null ? new Object[] {"failed", "no answer"} : answer(words[2], response));
        } catch (RuntimeException | InvalidAttributesException e) {
            say("failed", e);
        }
    }

    private DownlinkDeviceManagementRequest<? extends LwM2mResponse> request(Registration client, String... words)
            throws InvalidAttributesException {
        var path = words[2];
        return switch (words[0]) {
            case "read" -> new ReadRequest(format(words[3]), path);
            case "observe" -> new ObserveRequest(format(words[3]), path);
            case "discover" -> new DiscoverRequest(path);
            case "write" -> write(client, new LwM2mPath(path), words[3], words[4]);
            case "attributes" -> new WriteAttributesRequest(path, attributes(words[3]));
            case "execute" -> words.length > 3 ? new ExecuteRequest(path, words[3]) : new ExecuteRequest(path);
            case "create" -> create(client, path, Arrays.asList(words).subList(3, words.length));
            case "delete" -> new DeleteRequest(path);
            default -> throw new IllegalArgumentException("no operation " + words[0]);
        };
    }

    private static ContentFormat format(String number) {
        return ContentFormat.fromCode(Integer.parseInt(number));
    }

    private static LwM2mAttributeSet attributes(String query) throws InvalidAttributesException {
        try {
            return new LwM2mAttributeSet(new DefaultLwM2mAttributeParser().parseUriQuery(query));
        } catch (org.eclipse.leshan.core.link.attributes.InvalidAttributeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private WriteRequest write(Registration client, LwM2mPath path, String format, String value) {
        return new WriteRequest(WriteRequest.Mode.REPLACE, format(format), path, resource(client, path, value));
    }

    /** @param values {@code id=value}; the first may be {@code instance N} */
    private CreateRequest create(Registration client, String path, List<String> values) {
        var instance = values.get(0).startsWith("instance ")
                ? Integer.parseInt(values.get(0).substring(9))
                : LwM2mObjectInstance.UNDEFINED;
        var resources = new ArrayList<LwM2mResource>();
        for (var each : values.subList(instance == LwM2mObjectInstance.UNDEFINED ? 0 : 1, values.size())) {
            var parts = each.split("=", 2);
            resources.add(resource(client, new LwM2mPath(path + "/0/" + parts[0]), parts[1]));
        }
        return instance == LwM2mObjectInstance.UNDEFINED
                ? new CreateRequest(ContentFormat.TLV, path, resources)
                : new CreateRequest(ContentFormat.TLV, path, new LwM2mObjectInstance(instance, resources));
    }

    private LwM2mSingleResource resource(Registration client, LwM2mPath path, String value) {
        var model = server.getModelProvider().getObjectModel(client);
        return text.decode(value.getBytes(UTF_8), null, path, model, LwM2mSingleResource.class);
    }

    private static Object[] answer(String path, LwM2mResponse response) {
        if (response.isFailure()) {
            return new Object[] {"answer", Words.code(response.getCode()), response.getErrorMessage()};
        }
        var words = new ArrayList<Object>(List.of("answer", Words.code(response.getCode())));
        if (response instanceof ReadResponse read) {
            Words.add(words, new LwM2mPath(path), read.getContent());
        } else if (response instanceof DiscoverResponse discover) {
            for (var link : discover.getObjectLinks()) {
                words.add(link.toCoreLinkFormat());
            }
        } else if (response instanceof CreateResponse create) {
            words.add(create.getLocation());
        }
        return words.toArray();
    }
}
