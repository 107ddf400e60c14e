package org.lwm2m.model.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.lwm2m.fuzz.Budget;
import org.lwm2m.fuzz.Rules;
import org.lwm2m.model.registry.ddf.BrokenDefinition;
import org.lwm2m.model.registry.ddf.DdfReader;

/** What holds for definitions as XML: read or refused with the place; what is read is no more than what is there. */
public final class DdfRules implements Rules {

    @Override
    public void check(byte[] input) {
        Budget.hold(input.length, () -> read(input));
    }

    private static void read(byte[] input) {
        try {
            for (var object : new DdfReader().read(new ByteArrayInputStream(input))) {
                Rules.require(
                        object.resources().size() <= input.length / 8,
                        () -> object.resources().size() + " resources");
                object.resources().forEach((id, resource) -> {
                    Rules.require(id == resource.id(), () -> id + " is " + resource);
                    Rules.require(!resource.name().isBlank(), () -> id + " has no name");
                });
            }
        } catch (BrokenDefinition e) {
            Rules.require(!e.getMessage().isBlank(), () -> "a refusal without a reason");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
