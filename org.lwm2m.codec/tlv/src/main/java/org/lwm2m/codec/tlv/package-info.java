/** TLV, the binary format that every LwM2M 1.0 client speaks (content format 11542). */
package org.lwm2m.codec.tlv;
