package org.lwm2m.model.wlanconnectivity;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** What went over a WLAN interface. */
@ConsumerType
public interface WlanStatistics {

    @Resource(33)
    default long totalBytesSent() {
        throw new Absent();
    }

    @Resource(34)
    default long totalBytesReceived() {
        throw new Absent();
    }

    @Resource(35)
    default long totalPacketsSent() {
        throw new Absent();
    }

    @Resource(36)
    default long totalPacketsReceived() {
        throw new Absent();
    }

    /** Packets that could not be sent. */
    @Resource(37)
    default long transmitErrors() {
        throw new Absent();
    }

    /** Packets that came damaged. */
    @Resource(38)
    default long receiveErrors() {
        throw new Absent();
    }

    @Resource(39)
    default long unicastPacketsSent() {
        throw new Absent();
    }

    @Resource(40)
    default long unicastPacketsReceived() {
        throw new Absent();
    }

    @Resource(41)
    default long multicastPacketsSent() {
        throw new Absent();
    }

    @Resource(42)
    default long multicastPacketsReceived() {
        throw new Absent();
    }

    @Resource(43)
    default long broadcastPacketsSent() {
        throw new Absent();
    }

    @Resource(44)
    default long broadcastPacketsReceived() {
        throw new Absent();
    }

    /** Good packets that were not sent, as for want of buffers. */
    @Resource(45)
    default long discardPacketsSent() {
        throw new Absent();
    }

    /** Good packets that were not handed on. */
    @Resource(46)
    default long discardPacketsReceived() {
        throw new Absent();
    }

    /** Of protocols that nothing here speaks. */
    @Resource(47)
    default long unknownPacketsReceived() {
        throw new Absent();
    }
}
