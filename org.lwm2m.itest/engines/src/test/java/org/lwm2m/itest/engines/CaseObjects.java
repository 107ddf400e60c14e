package org.lwm2m.itest.engines;

import java.util.Map;
import java.util.TreeMap;
import org.lwm2m.api.Bytes;
import org.lwm2m.api.object.InstanceFactory;
import org.lwm2m.model.binaryappdatacontainer.BinaryAppDataContainer;
import org.lwm2m.model.portfolio.Portfolio;

/** Objects 16 and 19 of the test specification's configurations. */
final class CaseObjects {

    /** An instance of object 16 as TLV: resource 0 with two instances, without the number of the instance. */
    static final Bytes HOST = Bytes.hex("88000d4400686f737445016d616b6572");

    private CaseObjects() {}

    /** Kept in memory. */
    static final class Case16 implements Portfolio {

        Map<Integer, String> identity = new TreeMap<>();

        @Override
        public Map<Integer, String> identity() {
            return identity;
        }

        @Override
        public void identity(Map<Integer, String> value) {
            identity = new TreeMap<>(value);
        }
    }

    /** All of object 16, which servers create and delete. */
    static final class Portfolios implements InstanceFactory<Portfolio> {

        final Map<Integer, Case16> all = new TreeMap<>();

        @Override
        public Class<Portfolio> type() {
            return Portfolio.class;
        }

        @Override
        public Portfolio create(int instance) {
            var made = new Case16();
            all.put(instance, made);
            return made;
        }

        @Override
        public void delete(int instance, Portfolio gone) {
            all.remove(instance);
        }
    }

    /** An instance of object 19. */
    static final class Container implements BinaryAppDataContainer {

        Map<Integer, Bytes> data = new TreeMap<>(Map.of(0, Bytes.hex("0102")));

        @Override
        public Map<Integer, Bytes> data() {
            return data;
        }

        @Override
        public void data(Map<Integer, Bytes> value) {
            data = new TreeMap<>(value);
        }
    }
}
