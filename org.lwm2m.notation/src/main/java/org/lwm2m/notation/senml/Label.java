package org.lwm2m.notation.senml;

/** The fields of a record by their numbers in CBOR (RFC 8428, 6), and four that have none there. */
public final class Label {

    public static final int BASE_SUM = -6;
    public static final int BASE_VALUE = -5;
    public static final int BASE_UNIT = -4;
    public static final int BASE_TIME = -3;
    public static final int BASE_NAME = -2;
    public static final int BASE_VERSION = -1;
    public static final int NAME = 0;
    public static final int UNIT = 1;
    public static final int VALUE = 2;
    public static final int STRING_VALUE = 3;
    public static final int BOOLEAN_VALUE = 4;
    public static final int SUM = 5;
    public static final int TIME = 6;
    public static final int UPDATE_TIME = 7;
    public static final int DATA_VALUE = 8;

    /** {@code vlo}, a link to an object instance, which LwM2M adds. */
    public static final int LINK_VALUE = 9;

    /** Whatever may be passed over. */
    public static final int OTHER = 10;

    /** What must not be passed over by who doesn't know it: its name ends with an underscore. */
    public static final int MANDATORY = 11;

    /** There is no further field. */
    public static final int NONE = 12;

    private Label() {}
}
