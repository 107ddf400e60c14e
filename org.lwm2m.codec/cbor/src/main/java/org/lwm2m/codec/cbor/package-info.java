/** CBOR, one value a payload (content format 60). */
package org.lwm2m.codec.cbor;
