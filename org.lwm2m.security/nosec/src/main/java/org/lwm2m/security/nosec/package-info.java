/** To be filled. */
package org.lwm2m.security.nosec;
