/** Link format, what is said about paths (content format 40, RFC 6690). */
package org.lwm2m.codec.link;
