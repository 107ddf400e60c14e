/** The services that the engine uses, as they come and go. */
package org.lwm2m.client.provider;
