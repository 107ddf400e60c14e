/** SenML CBOR and SenML-ETCH CBOR (content formats 112 and 322). */
package org.lwm2m.codec.senmlcbor;
