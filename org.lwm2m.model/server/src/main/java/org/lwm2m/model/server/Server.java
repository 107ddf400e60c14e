package org.lwm2m.model.server;

import java.time.Instant;
import java.util.Map;
import org.lwm2m.api.Value;
import org.lwm2m.api.model.ResourceType;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Execute;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /1: how a client behaves towards one server (Core 1.2, E.2).
 * <p>
 * An optional resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 1, version = "1.2", name = "LwM2M Server", enabler = "1.2", mandatory = true)
public interface Server {

    /** Pairs this with the instance of /0 of the same number. */
    @Resource(value = 0, name = "Short Server ID", range = "1..65534")
    int shortServerId();

    /** Of the registration; 0 for ever. A change is told to the server by an Update. */
    @Resource(value = 1, units = "s")
    long lifetime();

    @Resource(value = 1, units = "s")
    void lifetime(long value);

    /** What pmin is where nothing else says so; absent is 0. */
    @Resource(value = 2, units = "s")
    default long defaultMinimumPeriod() {
        throw new Absent();
    }

    @Resource(value = 2, units = "s")
    default void defaultMinimumPeriod(long value) {
        throw new Absent();
    }

    /** What pmax is where nothing else says so; absent or 0 is none. */
    @Resource(value = 3, units = "s")
    default long defaultMaximumPeriod() {
        throw new Absent();
    }

    @Resource(value = 3, units = "s")
    default void defaultMaximumPeriod(long value) {
        throw new Absent();
    }

    /** De-registers, and stays away for {@link #disableTimeout}. */
    @Execute(4)
    default void disable() {
        throw new Absent();
    }

    /** Absent is 86400. */
    @Resource(value = 5, units = "s")
    default long disableTimeout() {
        throw new Absent();
    }

    @Resource(value = 5, units = "s")
    default void disableTimeout(long value) {
        throw new Absent();
    }

    /** Whether notifications are kept for later while the server cannot be reached. */
    @Resource(value = 6, name = "Notification Storing When Disabled or Offline")
    boolean notificationStoringWhenDisabledOrOffline();

    @Resource(value = 6, name = "Notification Storing When Disabled or Offline")
    void notificationStoringWhenDisabledOrOffline(boolean value);

    /** The letters of the transports to use. */
    @Resource(7)
    String binding();

    @Resource(7)
    void binding(String value);

    /** Sends an Update; argument 0 may name the letter of the transport to send it by. */
    @Execute(8)
    void registrationUpdateTrigger(String arguments);

    /** Begins a bootstrap. */
    @Execute(value = 9, name = "Bootstrap-Request Trigger")
    default void bootstrapRequestTrigger() {
        throw new Absent();
    }

    /** The instance of /11 to use for this server. */
    @Resource(value = 10, name = "APN Link")
    default Value.ObjectLink apnLink() {
        throw new Absent();
    }

    @Resource(value = 10, name = "APN Link")
    default void apnLink(Value.ObjectLink value) {
        throw new Absent();
    }

    /** The last alert that the server sent. */
    @Resource(value = 11, name = "TLS-DTLS Alert Code", type = ResourceType.UNSIGNED, range = "0..255")
    default int tlsDtlsAlertCode() {
        throw new Absent();
    }

    /** When a bootstrap server last changed this account. */
    @Resource(12)
    default Instant lastBootstrapped() {
        throw new Absent();
    }

    /** Servers are registered with in ascending order; absent is in none. */
    @Resource(value = 13, type = ResourceType.UNSIGNED)
    default long registrationPriorityOrder() {
        throw new Absent();
    }

    /** Before the first registration after a bootstrap; absent is 0. */
    @Resource(value = 14, type = ResourceType.UNSIGNED, units = "s")
    default long initialRegistrationDelayTimer() {
        throw new Absent();
    }

    @Resource(value = 14, type = ResourceType.UNSIGNED, units = "s")
    default void initialRegistrationDelayTimer(long value) {
        throw new Absent();
    }

    /** Whether the servers after this one wait for it; absent is no. */
    @Resource(15)
    default boolean registrationFailureBlock() {
        throw new Absent();
    }

    /** Absent is yes. */
    @Resource(value = 16, name = "Bootstrap on Registration Failure")
    default boolean bootstrapOnRegistrationFailure() {
        throw new Absent();
    }

    /** How many attempts make a sequence; absent is 5. */
    @Resource(value = 17, type = ResourceType.UNSIGNED)
    default long communicationRetryCount() {
        throw new Absent();
    }

    @Resource(value = 17, type = ResourceType.UNSIGNED)
    default void communicationRetryCount(long value) {
        throw new Absent();
    }

    /** What is waited after the first attempt, and twice as long after each other; absent is 60. */
    @Resource(value = 18, type = ResourceType.UNSIGNED, units = "s")
    default long communicationRetryTimer() {
        throw new Absent();
    }

    @Resource(value = 18, type = ResourceType.UNSIGNED, units = "s")
    default void communicationRetryTimer(long value) {
        throw new Absent();
    }

    /** Between two sequences; absent is 86400, the largest number is for ever. */
    @Resource(value = 19, type = ResourceType.UNSIGNED, units = "s")
    default long communicationSequenceDelayTimer() {
        throw new Absent();
    }

    @Resource(value = 19, type = ResourceType.UNSIGNED, units = "s")
    default void communicationSequenceDelayTimer(long value) {
        throw new Absent();
    }

    /** How many sequences; absent is 1. */
    @Resource(value = 20, type = ResourceType.UNSIGNED)
    default long communicationSequenceRetryCount() {
        throw new Absent();
    }

    @Resource(value = 20, type = ResourceType.UNSIGNED)
    default void communicationSequenceRetryCount(long value) {
        throw new Absent();
    }

    /** Whether an SMS may wake the client; absent is no. */
    @Resource(21)
    default boolean trigger() {
        throw new Absent();
    }

    @Resource(21)
    default void trigger(boolean value) {
        throw new Absent();
    }

    /** The letter of the transport to try first. */
    @Resource(value = 22, range = "The possible values are those listed in the LwM2M Core Specification")
    default String preferredTransport() {
        throw new Absent();
    }

    @Resource(value = 22, range = "The possible values are those listed in the LwM2M Core Specification")
    default void preferredTransport(String value) {
        throw new Absent();
    }

    /** Whether the client must not Send; absent is yes. */
    @Resource(23)
    default boolean muteSend() {
        throw new Absent();
    }

    @Resource(23)
    default void muteSend(boolean value) {
        throw new Absent();
    }

    /** Instances of /11 for when {@link #apnLink} does not do. */
    @Resource(value = 24, name = "Alternate APN Links")
    default Map<Integer, Value.ObjectLink> alternateApnLinks() {
        throw new Absent();
    }

    @Resource(value = 24, name = "Alternate APN Links")
    default void alternateApnLinks(Map<Integer, Value.ObjectLink> value) {
        throw new Absent();
    }

    /** The versions of LwM2M that the server speaks, such as 1.1. */
    @Resource(25)
    default Map<Integer, String> supportedServerVersions() {
        throw new Absent();
    }

    @Resource(25)
    default void supportedServerVersions(Map<Integer, String> value) {
        throw new Absent();
    }

    /** 0 notifies without confirmation, 1 with. */
    @Resource(value = 26, range = "0..1")
    default int defaultNotificationMode() {
        throw new Absent();
    }

    @Resource(value = 26, range = "0..1")
    default void defaultNotificationMode(int value) {
        throw new Absent();
    }

    /** By its number in RFC 6920. */
    @Resource(value = 27, name = "Profile ID Hash Algorithm", type = ResourceType.UNSIGNED, range = "0..255")
    default int profileIdHashAlgorithm() {
        throw new Absent();
    }

    @Resource(value = 27, name = "Profile ID Hash Algorithm", type = ResourceType.UNSIGNED, range = "0..255")
    default void profileIdHashAlgorithm(int value) {
        throw new Absent();
    }
}
