/** To be filled. */
package org.lwm2m.model.device;
