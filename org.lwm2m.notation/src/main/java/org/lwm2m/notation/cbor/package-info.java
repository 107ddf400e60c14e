/** CBOR, token by token (RFC 8949). */
package org.lwm2m.notation.cbor;
