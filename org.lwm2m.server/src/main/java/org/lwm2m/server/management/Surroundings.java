package org.lwm2m.server.management;

import java.util.concurrent.Executor;
import org.lwm2m.engine.provider.Codecs;
import org.lwm2m.engine.provider.Models;
import org.lwm2m.engine.schedule.Lanes;
import org.lwm2m.engine.schedule.Time;
import org.lwm2m.server.provider.Listeners;

/**
 * What all of device management leans on.
 *
 * @param workers where applications are called back
 * @param lanes where they hear of one client one thing at a time
 */
public record Surroundings(
        Time time, Executor workers, Lanes lanes, Codecs codecs, Models models, Listeners listeners) {}
