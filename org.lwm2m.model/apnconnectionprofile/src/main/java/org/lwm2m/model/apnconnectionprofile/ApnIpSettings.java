package org.lwm2m.model.apnconnectionprofile;

import java.util.Map;
import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** The addresses of a connection; those of one set have the same resource instance id. */
@ConsumerType
public interface ApnIpSettings {

    /** IPv4 or IPv6. */
    @Resource(value = 15, name = "IP address (2)")
    default Map<Integer, String> ipAddress() {
        throw new Absent();
    }

    @Resource(value = 15, name = "IP address (2)")
    default void ipAddress(Map<Integer, String> value) {
        throw new Absent();
    }

    /** Of an IPv6 address. */
    @Resource(value = 16, name = "Prefix length(2)")
    default Map<Integer, String> prefixLength() {
        throw new Absent();
    }

    @Resource(value = 16, name = "Prefix length(2)")
    default void prefixLength(Map<Integer, String> value) {
        throw new Absent();
    }

    /** Of an IPv4 address. */
    @Resource(value = 17, name = "Subnet mask (2)")
    default Map<Integer, String> subnetMask() {
        throw new Absent();
    }

    @Resource(value = 17, name = "Subnet mask (2)")
    default void subnetMask(Map<Integer, String> value) {
        throw new Absent();
    }

    @Resource(value = 18, name = "Gateway (2)")
    default Map<Integer, String> gateway() {
        throw new Absent();
    }

    @Resource(value = 18, name = "Gateway (2)")
    default void gateway(Map<Integer, String> value) {
        throw new Absent();
    }

    @Resource(value = 19, name = "Primary DNS address (2)")
    default Map<Integer, String> primaryDnsAddress() {
        throw new Absent();
    }

    @Resource(value = 19, name = "Primary DNS address (2)")
    default void primaryDnsAddress(Map<Integer, String> value) {
        throw new Absent();
    }

    @Resource(value = 20, name = "Secondary DNS address (2)")
    default Map<Integer, String> secondaryDnsAddress() {
        throw new Absent();
    }

    @Resource(value = 20, name = "Secondary DNS address (2)")
    default void secondaryDnsAddress(Map<Integer, String> value) {
        throw new Absent();
    }
}
