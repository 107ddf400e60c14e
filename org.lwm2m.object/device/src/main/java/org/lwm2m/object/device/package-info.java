/** To be filled. */
package org.lwm2m.object.device;
