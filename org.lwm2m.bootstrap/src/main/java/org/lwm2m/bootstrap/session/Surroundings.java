package org.lwm2m.bootstrap.session;

import java.util.function.Supplier;
import org.lwm2m.api.security.CredentialStore;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.engine.provider.Models;
import org.lwm2m.engine.provider.Sites;
import org.lwm2m.engine.schedule.Lanes;
import org.lwm2m.engine.schedule.Time;

/** What sessions need around them. */
public record Surroundings(
        Time time,
        Lanes lanes,
        Codecs codecs,
        Models models,
        CredentialStore callers,
        Sites sites,
        Supplier<Bounds> bounds) {}
