package org.lwm2m.codec.tlv;

/** The kinds of TLV: bits 7 and 6 of the type byte (Core 1.2, 7.4.5), and what bounds them. */
final class Tlv {

    static final int OBJECT_INSTANCE = 0;
    static final int RESOURCE_INSTANCE = 1;
    static final int MULTIPLE_RESOURCE = 2;
    static final int RESOURCE = 3;

    /** What 24 bits can count. */
    static final int MAX_LENGTH = 0xffffff;

    private Tlv() {}
}
