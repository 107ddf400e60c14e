/** To be filled. */
package org.lwm2m.codec.tlv;
