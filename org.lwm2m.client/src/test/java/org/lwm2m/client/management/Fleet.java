package org.lwm2m.client.management;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Content;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.message.Downlink;
import org.lwm2m.api.message.Token;
import org.lwm2m.api.object.ObjectInterface;
import org.lwm2m.client.access.AccessControl;
import org.lwm2m.client.access.Provision;
import org.lwm2m.client.access.Share;
import org.lwm2m.client.access.Standing;

/** A client with several servers, and access control as text: {@code /44/0 owner 1 2=3 0=1}. */
final class Fleet {

    final Bench bench = new Bench(
            Limits.USUAL,
            ContentFormat.TEXT,
            ContentFormat.OPAQUE,
            ContentFormat.TLV,
            ContentFormat.SENML_JSON,
            ContentFormat.SENML_CBOR,
            ContentFormat.ETCH_CBOR);
    final Map<Integer, TestServer> servers = new TreeMap<>();

    Fleet() {
        servers.put(1, bench.server);
        bench.definitions.add(ObjectInterface.of(org.lwm2m.model.accesscontrol.AccessControl.class)
                .definition());
    }

    /** Accounts of which nothing is said, each with an instance of /1 one below its id. */
    Fleet servers(int... ids) {
        return accounts(Arrays.stream(ids).mapToObj(id -> "" + id).toArray(String[]::new));
    }

    /** Accounts as {@code 2} or {@code 2 read write}. */
    Fleet accounts(String... accounts) {
        var standings = new ArrayList<Standing>();
        for (var account : accounts) {
            var words = account.split(" ", 2);
            var id = Integer.parseInt(words[0]);
            servers.computeIfAbsent(id, TestServer::new);
            var share = words.length > 1 ? Optional.of(Share.parse(words[1])) : Optional.<Share>empty();
            standings.add(new Standing(id, id - 1, share));
        }
        bench.device.servers(standings);
        bench.loop.run();
        return this;
    }

    Fleet provide(String... controls) {
        bench.device.provide(Arrays.stream(controls).map(Fleet::provision).toList());
        bench.loop.run();
        return this;
    }

    private static Provision provision(String text) {
        var words = List.of(text.split(" "));
        var each = words.get(0).endsWith("/*");
        return new Provision(OptionalInt.empty(), control(text.replace("/*", "")), each);
    }

    static AccessControl control(String text) {
        var words = List.of(text.split(" "));
        var acl = new TreeMap<Integer, Integer>();
        words.stream()
                .skip(3)
                .map(each -> each.split("="))
                .forEach(each -> acl.put(Integer.parseInt(each[0]), Integer.parseInt(each[1])));
        return new AccessControl(Path.parse(words.get(0)), Integer.parseInt(words.get(2)), acl);
    }

    String ask(int server, Downlink request) {
        return bench.ask(servers.get(server), request);
    }

    /** The code of the answer alone. */
    String code(int server, Downlink request) {
        return ask(server, request).substring(0, 3);
    }

    /** The instance of /2 about a target, as its owner sees it: the number of the instance. */
    int about(String target) {
        var path = Path.parse(target);
        for (var id = 0; id < 50; id++) {
            for (var server : servers.keySet()) {
                var answer = ask(server, Bench.read("/2/" + id));
                if (answer.contains("/2/" + id + "/0=" + path.object() + "\n")
                        && answer.contains("/2/" + id + "/1=" + path.instance() + "\n")) {
                    return id;
                }
            }
        }
        throw new AssertionError("no owner sees access control of " + target);
    }

    static Downlink readAll(String paths) {
        return new Downlink.ReadComposite(etch(paths), Optional.empty());
    }

    static Downlink writeAll(String entries) {
        return new Downlink.WriteComposite(new Content(ContentFormat.SENML_CBOR, Bytes.utf8(entries)));
    }

    static Downlink observeAll(String paths, long token) {
        return new Downlink.ObserveComposite(etch(paths), Token.of(token), Optional.empty(), Bench.attributes(""));
    }

    static Content etch(String text) {
        return new Content(ContentFormat.ETCH_CBOR, Bytes.utf8(text));
    }
}
