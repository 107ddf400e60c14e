package org.lwm2m.shell;

import java.util.stream.Collectors;
import org.lwm2m.api.Link;

/** The parameters of a link in one line. */
final class LinkText {

    private LinkText() {}

    /** Such as {@code pmin=10 pmax=60 dim=2}. */
    static String of(Link link) {
        return link.parameters().entrySet().stream()
                .map(each -> each.getValue().isEmpty() ? each.getKey() : each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
    }
}
