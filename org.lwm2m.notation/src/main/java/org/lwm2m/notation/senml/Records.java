package org.lwm2m.notation.senml;

import org.lwm2m.api.LwM2mException;
import org.lwm2m.notation.Scalar;
import org.lwm2m.notation.Span;

/** The records of a pack as a notation has them, field by field. Each field is taken or skipped before the next. */
public interface Records {

    /** Enters the next record. If there is none, the pack is over and nothing follows it. */
    boolean nextRecord();

    /** The {@link Label} of the next field. */
    int nextField();

    void string(Span into);

    /** A number or null. */
    void number(Scalar into);

    void flag(Scalar into);

    void octets(Scalar into);

    void skip();

    /** Where in the payload we are. */
    int at();

    LwM2mException bad(int at, String why);

    LwM2mException tooLarge(int at, String why);
}
