package org.lwm2m.conf;

/** Where configurations go: Config Admin. */
interface Configurations {

    void write(Target target, Settings settings);

    void delete(Target target);
}
