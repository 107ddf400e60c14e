/** Plain text, one value a payload (content format 0). */
package org.lwm2m.codec.text;
