package org.lwm2m.model.apnconnectionprofile;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * When a connection was tried or up, under the same resource instance id in each, and what went over it since the
 * device started.
 */
@ConsumerType
public interface ApnConnectionHistory {

    /** When it was asked for. */
    @Resource(value = 9, name = "Connection establishment time (1)")
    default Map<Integer, Instant> connectionEstablishmentTime() {
        throw new Absent();
    }

    /** 0 accepted, 1 rejected. */
    @Resource(value = 10, name = "Connection establishment result (1)")
    default Map<Integer, Integer> connectionEstablishmentResult() {
        throw new Absent();
    }

    /** As in 3GPP TS 24.008 and 24.301. */
    @Resource(value = 11, name = "Connection establishment reject cause (1)", range = "0..111")
    default Map<Integer, Integer> connectionEstablishmentRejectCause() {
        throw new Absent();
    }

    /** When it ended. */
    @Resource(value = 12, name = "Connection end time (1)")
    default Map<Integer, Instant> connectionEndTime() {
        throw new Absent();
    }

    /** Since the device started. */
    @Resource(value = 13, name = "TotalBytesSent")
    default long totalBytesSent() {
        throw new Absent();
    }

    /** Since the device started. */
    @Resource(value = 14, name = "TotalBytesReceived")
    default long totalBytesReceived() {
        throw new Absent();
    }

    /** Since the device started. */
    @Resource(value = 23, name = "TotalPacketsSent")
    default long totalPacketsSent() {
        throw new Absent();
    }
}
