/** LwM2M CBOR, the smallest format of LwM2M 1.2 (content format 11544). */
package org.lwm2m.codec.lwm2mcbor;
