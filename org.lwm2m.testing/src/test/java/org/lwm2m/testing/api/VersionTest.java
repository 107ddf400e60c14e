package org.lwm2m.testing.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lwm2m.api.Binding;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectVersion;

class VersionTest {

    @Test
    void isReadWithOrWithoutItsServiceRelease() {
        assertEquals(Optional.of(Version.V1_0), Version.of("1.0"));
        assertEquals(Optional.of(Version.V1_1), Version.of("1.1.1"));
        assertEquals(Optional.of(Version.V1_2), Version.of("1.2"));
        assertEquals("1.2", Version.V1_2.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "1.3", "2.0", "1.10", "1.22", "v1.1", "1.1a"})
    void isNoneThatThisRuntimeDoesNotSpeak(String text) {
        assertEquals(Optional.empty(), Version.of(text));
    }

    @Test
    void isAtLeastItselfAndWhatWasBefore() {
        assertTrue(Version.V1_1.atLeast(Version.V1_0));
        assertTrue(Version.V1_1.atLeast(Version.V1_1));
        assertFalse(Version.V1_1.atLeast(Version.V1_2));
    }

    @Test
    void ofAnObjectIsOrderedByNumber() {
        var versions =
                Stream.of("1.0", "1.2", "1.10", "2.0").map(ObjectVersion::parse).toList();
        assertEquals(versions, versions.stream().sorted().toList());
        assertEquals("1.10", versions.get(2).toString());
        for (var text : new String[] {"", "1", ".1", "1.", "a.b", "1.0.1"}) {
            assertThrows(IllegalArgumentException.class, () -> ObjectVersion.parse(text), text);
        }
    }

    @Test
    void bindingsAreReadInAnyOrderAndWithQueueModeAsIn10() {
        assertEquals(Set.of(Binding.U), Binding.parse("U"));
        assertEquals(Set.of(Binding.U, Binding.S), Binding.parse("SQU"));
        assertEquals(Set.of(Binding.U), Binding.parse("UQ"));
        assertEquals(EnumSet.allOf(Binding.class), Binding.parse("HMNTSU"));
        assertEquals(Set.of(), Binding.parse("Q?"));
    }

    @Test
    void bindingsAreWrittenInTheOrderOfTheSpecification() {
        assertEquals("USTNMH", Binding.format(EnumSet.allOf(Binding.class)));
        assertEquals("UT", Binding.format(Set.of(Binding.T, Binding.U)));
        assertEquals("", Binding.format(Set.of()));
    }

    @Test
    void bindingsKnowTheVersionThatBroughtThem() {
        assertEquals(Version.V1_0, Binding.S.since());
        assertEquals(Version.V1_1, Binding.T.since());
        assertEquals(Version.V1_2, Binding.M.since());
    }
}
