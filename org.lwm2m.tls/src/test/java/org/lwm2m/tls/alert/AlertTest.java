package org.lwm2m.tls.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTest {

    /** Transport 1.2, 5.2.9; 80 is not in that table and counts as for the moment. */
    @Test
    void isOfTheClassThatTheTableSays() {
        assertEquals(List.of(0, 10, 20, 21, 22, 40, 47, 50, 51, 70, 71, 80, 86, 90, 100, 111), of(Recovery.RETRY));
        assertEquals(List.of(42, 43, 44, 45, 46, 48, 49, 112, 113, 114, 115), of(Recovery.FAIL));
        assertEquals(List.of(30, 41, 60, 110), of(Recovery.IGNORE));
        assertEquals(Recovery.RETRY, Alert.recovery(109));
    }

    @Test
    void hasTheNameThatTlsGivesIt() {
        assertEquals("unknown_ca (48)", Alert.name(48));
        assertEquals("alert 109", Alert.name(109));
    }

    private static List<Integer> of(Recovery recovery) {
        return Arrays.stream(Alert.values())
                .filter(each -> each.recovery() == recovery)
                .map(Alert::number)
                .toList();
    }
}
