package org.lwm2m.model.wlanconnectivity;

import org.lwm2m.api.object.Absent;
import org.lwm2m.api.object.Resource;
import org.osgi.annotation.versioning.ConsumerType;

/** How a WLAN interface authenticates and encrypts. Keys can be written, never read. */
@ConsumerType
public interface WlanSecurity {

    /** 0 open, 1 pre-shared key, 2 EAP, 3 EAP and pre-shared key, 4 EAP-SIM. */
    @Resource(15)
    int authenticationMode();

    @Resource(15)
    void authenticationMode(int value);

    /** 0 AES (WPA2), 1 TKIP (WPA), 2 WEP, which protects nothing any more. */
    @Resource(16)
    default int encryptionMode() {
        throw new Absent();
    }

    @Resource(16)
    default void encryptionMode(int value) {
        throw new Absent();
    }

    /** 32 octets in hexadecimal. */
    @Resource(value = 17, name = "WPA Pre Shared Key", range = "64")
    default void wpaPreSharedKey(String value) {
        throw new Absent();
    }

    @Resource(value = 18, name = "WPA Key Phrase", range = "1..64")
    default void wpaKeyPhrase(String value) {
        throw new Absent();
    }

    /** 0 none, 1 with 40 bits, 2 with 104. */
    @Resource(value = 19, name = "WEP Encryption Type")
    default int wepEncryptionType() {
        throw new Absent();
    }

    @Resource(value = 19, name = "WEP Encryption Type")
    default void wepEncryptionType(int value) {
        throw new Absent();
    }

    /** Which of the four keys is used. */
    @Resource(value = 20, name = "WEP Key Index", range = "1..4")
    default int wepKeyIndex() {
        throw new Absent();
    }

    @Resource(value = 20, name = "WEP Key Index", range = "1..4")
    default void wepKeyIndex(int value) {
        throw new Absent();
    }

    @Resource(value = 21, name = "WEP Key Phrase", range = "1..64")
    default void wepKeyPhrase(String value) {
        throw new Absent();
    }

    /** In hexadecimal: 10 digits for 40 bits, 26 for 104. */
    @Resource(value = 22, name = "WEP Key 1", range = "10,26")
    default void wepKey1(String value) {
        throw new Absent();
    }

    @Resource(value = 23, name = "WEP Key 2", range = "10,26")
    default void wepKey2(String value) {
        throw new Absent();
    }

    @Resource(value = 24, name = "WEP Key 3", range = "10,26")
    default void wepKey3(String value) {
        throw new Absent();
    }

    @Resource(value = 25, name = "WEP Key 4", range = "10,26")
    default void wepKey4(String value) {
        throw new Absent();
    }

    /** The address of the server that authenticates. */
    @Resource(value = 26, name = "RADIUS Server", range = "1..256")
    default String radiusServer() {
        throw new Absent();
    }

    @Resource(value = 26, name = "RADIUS Server", range = "1..256")
    default void radiusServer(String value) {
        throw new Absent();
    }

    @Resource(value = 27, name = "RADIUS Server Port")
    default int radiusServerPort() {
        throw new Absent();
    }

    @Resource(value = 27, name = "RADIUS Server Port")
    default void radiusServerPort(int value) {
        throw new Absent();
    }

    @Resource(value = 28, name = "RADIUS Secret", range = "1..256")
    default void radiusSecret(String value) {
        throw new Absent();
    }
}
