package org.lwm2m.model.connectivitystatistics;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /7: counts what goes over the network, from one moment to another (Core 1.2, E.8).
 * <p>
 * {@link #start} sets all counters to 0; they count until {@link #stop}, or until {@link #collectionPeriod} is
 * over, and keep their values then. An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 7, version = "1.0", multiple = false)
public interface ConnectivityStatistics {

    /** SMS sent. */
    @Resource(value = 0, name = "SMS Tx Counter")
    default long smsTxCounter() {
        throw new Absent();
    }

    /** SMS received. */
    @Resource(value = 1, name = "SMS Rx Counter")
    default long smsRxCounter() {
        throw new Absent();
    }

    /** What was sent, in kB of 1000 bytes, headers from IP up included, repetitions of the link below left out. */
    @Resource(2)
    default long txData() {
        throw new Absent();
    }

    /** What was received, in the same measure as {@link #txData}. */
    @Resource(3)
    default long rxData() {
        throw new Absent();
    }

    /** Of the IP packets sent and received. */
    @Resource(value = 4, units = "B")
    default long maxMessageSize() {
        throw new Absent();
    }

    /** Of the IP packets sent and received. */
    @Resource(value = 5, units = "B")
    default long averageMessageSize() {
        throw new Absent();
    }

    /** Sets all counters to 0 and counts. */
    @Execute(6)
    void start();

    /** Counts no longer; the values stay. */
    @Execute(7)
    void stop();

    /** How long is counted after a start; 0 is until {@link #stop}. */
    @Resource(value = 8, units = "s")
    default long collectionPeriod() {
        throw new Absent();
    }

    @Resource(value = 8, units = "s")
    default void collectionPeriod(long value) {
        throw new Absent();
    }
}
