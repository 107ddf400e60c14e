package org.lwm2m.model.virtualobservenotify;

import java.util.Map;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.Value;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.LwM2mObject;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Object /22: one report about several resources, made when what is observed says so.
 * <p>
 * A server observes {@link #report} and gets the values of many resources in one notification. An optional
 * resource is there where its method is overridden.
 */
@ConsumerType
@LwM2mObject(id = 22, version = "1.1", enabler = "1.1")
public interface VirtualObserveNotify {

    /** What to observe, with lt, gt, st, pmin and pmax as attributes; empty is nothing. */
    @Resource(value = 0, name = "ObserveLinks")
    Map<Integer, Value.CoreLinks> observeLinks();

    @Resource(value = 0, name = "ObserveLinks")
    void observeLinks(Map<Integer, Value.CoreLinks> value);

    /** The values, as SenML JSON. */
    @Resource(1)
    String report();

    /** Whether only what changed is reported; absent is no, all is. */
    @Resource(value = 2, name = "ResourceFilter")
    default boolean resourceFilter() {
        throw new Absent();
    }

    @Resource(value = 2, name = "ResourceFilter")
    default void resourceFilter(boolean value) {
        throw new Absent();
    }

    /** What to report instead of what is observed. */
    @Resource(value = 3, name = "ReportLinks")
    default Map<Integer, Value.CoreLinks> reportLinks() {
        throw new Absent();
    }

    @Resource(value = 3, name = "ReportLinks")
    default void reportLinks(Map<Integer, Value.CoreLinks> value) {
        throw new Absent();
    }

    /** 0 if one of the conditions is enough, 1 if all must hold. */
    @Resource(value = 4, name = "ObserveRelation")
    default int observeRelation() {
        throw new Absent();
    }

    @Resource(value = 4, name = "ObserveRelation")
    default void observeRelation(int value) {
        throw new Absent();
    }

    /** The content format of {@link #virtualObserveReport}, by its number; absent is SenML JSON. */
    @Resource(5)
    default int virtualObserveReportFormat() {
        throw new Absent();
    }

    @Resource(5)
    default void virtualObserveReportFormat(int value) {
        throw new Absent();
    }

    /** The values as {@link #report} has them, in {@link #virtualObserveReportFormat}. */
    @Resource(6)
    default Bytes virtualObserveReport() {
        throw new Absent();
    }
}
