package org.lwm2m.transport.tcp.tls;

import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_PSK_WITH_AES_128_CCM;
import static org.bouncycastle.tls.CipherSuite.TLS_PSK_WITH_AES_128_CCM_8;
import static org.bouncycastle.tls.CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cipher suites of Transport 1.2, 5.2.8, and between them such as are as good and seen in the field. */
final class Suites {

    /** In the order in which a server likes them. */
    private static final Map<Integer, String> PSK = new LinkedHashMap<>();

    private static final Map<Integer, String> KEY = new LinkedHashMap<>();

    static {
        PSK.put(TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256, "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256");
        PSK.put(TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256, "TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256");
        PSK.put(TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256, "TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256");
        PSK.put(TLS_PSK_WITH_AES_128_CCM_8, "TLS_PSK_WITH_AES_128_CCM_8");
        PSK.put(TLS_PSK_WITH_AES_128_GCM_SHA256, "TLS_PSK_WITH_AES_128_GCM_SHA256");
        PSK.put(TLS_PSK_WITH_AES_128_CCM, "TLS_PSK_WITH_AES_128_CCM");
        PSK.put(TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256, "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256");
        PSK.put(TLS_PSK_WITH_AES_128_CBC_SHA256, "TLS_PSK_WITH_AES_128_CBC_SHA256");
        KEY.put(TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8");
        KEY.put(TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        KEY.put(TLS_ECDHE_ECDSA_WITH_AES_128_CCM, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM");
        KEY.put(TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");
    }

    private Suites() {}

    /** What a client offers if its account names none. */
    static List<Integer> calling(boolean psk) {
        return psk
                ? List.of(TLS_PSK_WITH_AES_128_CCM_8, TLS_PSK_WITH_AES_128_GCM_SHA256)
                : List.of(TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
    }

    /** @param key whether there is a key pair to show */
    static List<Integer> listening(boolean key) {
        return key ? Stream.concat(KEY.keySet().stream(), PSK.keySet().stream()).toList() : List.copyOf(PSK.keySet());
    }

    static boolean isPsk(int suite) {
        return PSK.containsKey(suite);
    }

    static boolean isKnown(int suite, boolean psk) {
        return (psk ? PSK : KEY).containsKey(suite);
    }

    static String name(int suite) {
        return PSK.getOrDefault(suite, KEY.getOrDefault(suite, "cipher suite " + suite));
    }

    static int[] array(List<Integer> suites) {
        return suites.stream().mapToInt(Integer::intValue).toArray();
    }
}
