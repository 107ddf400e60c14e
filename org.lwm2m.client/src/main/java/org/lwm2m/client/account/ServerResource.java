package org.lwm2m.client.account;

import static org.lwm2m.api.model.ResourceType.BOOLEAN;
import static org.lwm2m.api.model.ResourceType.INTEGER;
import static org.lwm2m.api.model.ResourceType.OBJLNK;
import static org.lwm2m.api.model.ResourceType.STRING;
import static org.lwm2m.api.model.ResourceType.TIME;
import static org.lwm2m.api.model.ResourceType.UNSIGNED;

import java.util.Arrays;
import java.util.Optional;
import org.lwm2m.api.LwM2mException;
import org.lwm2m.api.Path;
import org.lwm2m.api.Status;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;

/** The resources of the Server object that hold a value, in the order of Core 1.2, E.2, with their bounds. */
enum ServerResource {
    SHORT_SERVER_ID(0, INTEGER, false, 1, 65534),
    LIFETIME(1, INTEGER, true, 0, Integer.MAX_VALUE),
    DEFAULT_MINIMUM_PERIOD(2, INTEGER, true, 0, Integer.MAX_VALUE),
    DEFAULT_MAXIMUM_PERIOD(3, INTEGER, true, 0, Integer.MAX_VALUE),
    DISABLE_TIMEOUT(5, INTEGER, true, 0, Integer.MAX_VALUE),
    NOTIFICATION_STORING(6, BOOLEAN, true, 0, 0),
    BINDING(7, STRING, true, 0, 0),
    APN_LINK(10, OBJLNK, true, 0, 0),
    ALERT_CODE(11, UNSIGNED, false, 0, 255),
    LAST_BOOTSTRAPPED(12, TIME, false, 0, 0),
    PRIORITY_ORDER(13, UNSIGNED, false, 0, 0xffff_ffffL),
    INITIAL_DELAY(14, UNSIGNED, true, 0, 0xffff_ffffL),
    FAILURE_BLOCK(15, BOOLEAN, false, 0, 0),
    BOOTSTRAP_ON_FAILURE(16, BOOLEAN, false, 0, 0),
    RETRY_COUNT(17, UNSIGNED, true, 0, 0xffff_ffffL),
    RETRY_TIMER(18, UNSIGNED, true, 0, 0xffff_ffffL),
    SEQUENCE_DELAY(19, UNSIGNED, true, 0, Long.MAX_VALUE),
    SEQUENCE_COUNT(20, UNSIGNED, true, 0, 0xffff_ffffL),
    TRIGGER(21, BOOLEAN, true, 0, 0),
    PREFERRED_TRANSPORT(22, STRING, true, 0, 0),
    MUTE_SEND(23, BOOLEAN, true, 0, 0),
    ALTERNATE_APN_LINKS(24, OBJLNK, true, 0, 0),
    SUPPORTED_VERSIONS(25, STRING, true, 0, 0),
    NOTIFICATION_MODE(26, INTEGER, true, 0, 1),
    PROFILE_ID_HASH(27, UNSIGNED, true, 0, 255);

    final int id;
    final ResourceType type;
    final boolean writable;
    private final long least;
    private final long most;

    ServerResource(int id, ResourceType type, boolean writable, long least, long most) {
        this.id = id;
        this.type = type;
        this.writable = writable;
        this.least = least;
        this.most = most;
    }

    static Optional<ServerResource> of(int id) {
        return Arrays.stream(values()).filter(each -> each.id == id).findFirst();
    }

    boolean mandatory() {
        return this == SHORT_SERVER_ID || this == LIFETIME || this == NOTIFICATION_STORING || this == BINDING;
    }

    /** Refuses with 4.00 a value that this resource can't hold; a resource not known holds anything. */
    static void check(Path path, Value value) {
        of(path.resource()).ifPresent(each -> each.accept(path, value));
    }

    private void accept(Path path, Value value) {
        var number = AccountEntries.number(value);
        if (type == INTEGER || type == UNSIGNED) {
            var inRange = number.filter(each -> each >= least && (each <= most || most == Long.MAX_VALUE))
                    .isPresent();
            require(inRange || unsigned(value), path, "has to be " + least + " to " + most);
        } else {
            require(type.accepts(value), path, "has to be " + type);
        }
        if (this == BINDING || this == PREFERRED_TRANSPORT) {
            var letters = ((Value.Text) value).value();
            require(
                    letters.matches(this == BINDING ? "[UTSNMHQ]+" : "[UTSNMH]"),
                    path,
                    "has to be letters of bindings");
        }
    }

    /** /1/x/19 has no bound but its 64 bits. */
    private boolean unsigned(Value value) {
        return most == Long.MAX_VALUE && value instanceof Value.Unsigned;
    }

    private static void require(boolean good, Path path, String why) {
        if (!good) {
            throw new LwM2mException(Status.BAD_REQUEST, path + " " + why);
        }
    }
}
