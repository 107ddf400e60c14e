package org.lwm2m.client.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lwm2m.api.Version;
import org.lwm2m.api.model.ObjectVersion;

class AnnouncingTest {

    private static final ObjectVersion V1_2 = new ObjectVersion(1, 2);

    @Test
    void anObjectWhoseVersionTheEnablerDoesNotImplySaysIt() {
        assertEquals(Optional.empty(), Announcing.version(3, V1_2, Version.V1_2));
        assertEquals(Optional.of(V1_2), Announcing.version(3, V1_2, Version.V1_1));
        assertEquals(Optional.empty(), Announcing.version(3303, ObjectVersion.V1_0, Version.V1_0));
        assertEquals(Optional.of(V1_2), Announcing.version(3303, V1_2, Version.V1_2));
    }

    @Test
    void aServerOfAnEarlierVersionFindsTheServerObjectThatItKnows() {
        assertEquals(Optional.empty(), Announcing.version(1, V1_2, Version.V1_0));
        assertEquals(Optional.empty(), Announcing.version(1, V1_2, Version.V1_1));
    }
}
