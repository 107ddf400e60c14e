package org.lwm2m.bootstrap;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Entry;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Response;
import org.lwm2m.api.message.Uplink;
import org.lwm2m.api.security.Credentials;
import org.lwm2m.api.transport.Connection;
import org.lwm2m.api.transport.Peer;
import org.lwm2m.api.transport.Role;
import org.lwm2m.testing.LoopTransport;

/** A client as a Bootstrap-Server sees it: keeps what it is written, and notes all it is asked. */
public final class Device {

    public final Map<Path, Value> data = new TreeMap<>();
    public final List<String> asked = new ArrayList<>();

    /** The formats that it takes and gives. */
    public List<Integer> formats = List.of(11542, 112, 110, 11544);

    /** What it answers to a Discover; what it has, if empty. */
    public Optional<String> links = Optional.empty();

    public String version = "1.1";

    /** What it answers next, whatever it is asked; as usual after that. */
    public final Queue<Response> next = new ArrayDeque<>();

    /** Whether it leaves everything unanswered. */
    public boolean dumb;

    private final Stage stage;
    private final Connection connection;

    public Device(Stage stage) {
        this(stage, Credentials.NONE, Optional.empty());
    }

    public Device(Stage stage, Credentials credentials, Optional<URI> local) {
        this.stage = stage;
        data.put(Path.of(0, 1, 0), new Value.Text(Stage.HERE));
        data.put(Path.of(0, 1, 1), new Value.Flag(true));
        data.put(Path.of(0, 1, 2), new Value.Int(3));
        data.put(Path.of(3, 0, 0), new Value.Text("maker"));
        var peer = new Peer(URI.create(Stage.HERE), Role.BOOTSTRAP, "", credentials, local, List.of());
        connection = stage.done(new LoopTransport(stage.network).connect(peer, (from, request) -> handle(request)));
    }

    public URI address() {
        return connection.local().orElseThrow();
    }

    public CompletionStage<Response> ask(Uplink request) {
        return connection.send(request);
    }

    /** Asks for a bootstrap and lets all of it happen. */
    public Status bootstrap(String endpoint) {
        return bootstrap(Optional.of(endpoint), Optional.empty()).status();
    }

    public Response bootstrap(Optional<String> endpoint, Optional<Integer> preferred) {
        var answer = stage.done(ask(new Uplink.BootstrapRequest(endpoint, preferred.map(ContentFormat::new))));
        stage.settle();
        return answer;
    }

    private CompletionStage<Response> handle(Request request) {
        var answer = new CompletableFuture<Response>();
        var done = dumb ? Response.SILENCE : note((BootstrapDownlink) request);
        answer.complete(done);
        return answer;
    }

    private Response note(BootstrapDownlink request) {
        if (request instanceof BootstrapDownlink.Write write) {
            asked.add("write " + write.path() + " " + write.content().format().number());
        } else if (request instanceof BootstrapDownlink.Delete delete) {
            asked.add("delete " + delete.path());
        } else if (request instanceof BootstrapDownlink.Read read) {
            asked.add("read " + read.path() + " " + read.accept().orElseThrow().number());
        } else if (request instanceof BootstrapDownlink.Discover discover) {
            asked.add("discover " + discover.path());
        } else {
            asked.add("finish");
        }
        return next.isEmpty() ? usual(request) : next.remove();
    }

    private Response usual(BootstrapDownlink request) {
        if (request instanceof BootstrapDownlink.Write write) {
            return write(write);
        } else if (request instanceof BootstrapDownlink.Delete delete) {
            data.keySet()
                    .removeIf(path ->
                            delete.path().contains(path) && !path.upTo(2).equals(Path.of(0, 1)));
            return Response.of(Status.DELETED);
        } else if (request instanceof BootstrapDownlink.Read read) {
            return read(read);
        } else if (request instanceof BootstrapDownlink.Discover discover) {
            var text = links.orElseGet(() -> list(discover.path()));
            return Response.content(new Content(ContentFormat.LINK, Bytes.utf8(text)));
        }
        return Response.of(Status.CHANGED);
    }

    private Response write(BootstrapDownlink.Write write) {
        var format = write.content().format().number();
        if (!formats.contains(format)) {
            return Response.of(Status.UNSUPPORTED_FORMAT);
        }
        stage.codec(format)
                .decode(write.path(), write.content().bytes(), stage.types())
                .forEach(entry -> data.put(entry.path(), entry.value()));
        return Response.of(Status.CHANGED);
    }

    private Response read(BootstrapDownlink.Read read) {
        var format = read.accept().orElseThrow();
        if (!formats.contains(format.number())) {
            return Response.of(Status.NOT_ACCEPTABLE);
        }
        var found = data.entrySet().stream()
                .filter(each -> read.path().contains(each.getKey()))
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .toList();
        return found.isEmpty()
                ? Response.failed(Status.NOT_FOUND, "nothing at " + read.path())
                : Response.content(
                        new Content(format, stage.codec(format.number()).encode(read.path(), found)));
    }

    private String list(Path under) {
        var text = new StringBuilder("</>;lwm2m=" + version);
        data.keySet().stream()
                .map(path -> path.upTo(2))
                .distinct()
                .filter(under::contains)
                .forEach(path -> text.append(",<").append(path).append('>').append(server(path)));
        return text.toString();
    }

    private String server(Path instance) {
        var id = instance.object() == 0 ? data.get(instance.child(10)) : data.get(instance.child(0));
        var server = instance.object() < 2 && id instanceof Value.Int number ? ";ssid=" + number.value() : "";
        var uri = data.get(Path.of(0, instance.instance(), 0));
        return server
                + (instance.object() == 0 && uri instanceof Value.Text text ? ";uri=\"" + text.value() + "\"" : "");
    }
}
