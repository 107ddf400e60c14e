package org.lwm2m.coap;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.lwm2m.api.ContentFormat;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.message.BootstrapDownlink;
import org.lwm2m.api.message.Parameters;
import org.lwm2m.api.message.Request;
import org.lwm2m.api.message.Uplink;

/** Reads what is said to {@code /rd}, {@code /bs}, {@code /bspack} and {@code /dp}. */
final class UplinkReader {

    private UplinkReader() {}

    static Request read(Incoming incoming, boolean listening) {
        var segments = incoming.segments();
        if (segments.get(0).equals("rd")) {
            return segments.size() == 1 ? register(incoming) : registered(incoming, String.join("/", segments));
        } else if (segments.size() > 1) {
            throw Quote.refusal(Status.NOT_FOUND, "nothing at /" + String.join("/", segments));
        }
        return switch (segments.get(0)) {
            case "bs" -> bootstrap(incoming, listening);
            case "bspack" -> pack(incoming);
            default -> send(incoming);
        };
    }

    private static Request register(Incoming incoming) {
        only(Code.POST, incoming);
        var query = incoming.query();
        var endpoint = query.take("ep");
        var version = query.take("lwm2m").orElseThrow(() -> Query.bad("query parameter lwm2m is missing"));
        return new Uplink.Register(endpoint, version, parameters(query), incoming.content(ContentFormat.LINK));
    }

    private static Request registered(Incoming incoming, String location) {
        if (!incoming.segments().stream().allMatch(Incoming::isName)) {
            throw Quote.refusal(Status.NOT_FOUND, "nothing at /" + location);
        }
        if (incoming.code() == Code.DELETE) {
            incoming.query().end();
            return new Uplink.Deregister(location);
        }
        only(Code.POST, incoming);
        return new Uplink.Update(location, parameters(incoming.query()), incoming.content(ContentFormat.LINK));
    }

    private static Parameters parameters(Query query) {
        var lifetime = query.number("lt", 10).map(Duration::ofSeconds);
        var binding = query.take("b");
        var queueMode = query.flag("Q");
        var sms = query.take("sms");
        var profiles = query.take("pid").map(UplinkReader::profiles).orElse(List.of());
        return new Parameters(lifetime, binding, queueMode, sms, profiles, query.others());
    }

    private static List<String> profiles(String value) {
        var quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        var profiles = List.of((quoted ? value.substring(1, value.length() - 1) : value).split(",", -1));
        if (profiles.stream().anyMatch(String::isBlank)) {
            throw Query.bad("empty profile id: pid=" + value);
        }
        return profiles.stream().map(String::strip).toList();
    }

    private static Request bootstrap(Incoming incoming, boolean listening) {
        only(Code.POST, incoming);
        if (!listening && incoming.query().isEmpty()) {
            return new BootstrapDownlink.Finish();
        }
        var endpoint = incoming.query().take("ep");
        var preferred = incoming.query().number("pct", 5).map(UplinkReader::format);
        incoming.query().end();
        return new Uplink.BootstrapRequest(endpoint, preferred);
    }

    private static Request pack(Incoming incoming) {
        only(Code.GET, incoming);
        var endpoint = incoming.query().take("ep");
        var account = incoming.query().take("acc").map(UplinkReader::targets).orElse(List.of());
        incoming.query().end();
        return new Uplink.BootstrapPackRequest(endpoint, account, incoming.accept());
    }

    private static Request send(Incoming incoming) {
        only(Code.POST, incoming);
        incoming.query().end();
        return new Uplink.Send(incoming.content());
    }

    private static ContentFormat format(long number) {
        try {
            return new ContentFormat((int) number);
        } catch (IllegalArgumentException e) {
            throw Query.bad(e.getMessage());
        }
    }

    /** The paths of {@code </0/2>,</21/0>}. */
    private static List<Path> targets(String links) {
        return Arrays.stream(links.split(","))
                .map(String::strip)
                .map(link -> {
                    if (!link.matches("<[^<>]+>")) {
                        throw Query.bad("not a link: " + link);
                    }
                    try {
                        return Path.parse(link.substring(1, link.length() - 1));
                    } catch (IllegalArgumentException e) {
                        throw Query.bad(e.getMessage());
                    }
                })
                .toList();
    }

    private static void only(Code code, Incoming incoming) {
        if (incoming.code() != code) {
            throw RequestReader.notAllowed(incoming);
        }
    }
}
