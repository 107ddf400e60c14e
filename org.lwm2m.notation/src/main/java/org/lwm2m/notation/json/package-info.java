/** JSON, token by token (RFC 8259). */
package org.lwm2m.notation.json;
