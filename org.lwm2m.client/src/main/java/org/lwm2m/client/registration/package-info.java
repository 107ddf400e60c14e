/** The life of a registration: from the first Register to the De-register. */
package org.lwm2m.client.registration;
