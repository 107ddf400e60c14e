/** What codecs of CBOR and JSON share: octets in and out, and values before their type is known. */
package org.lwm2m.notation;
