/** The LwM2M Bootstrap-Server: gives clients the accounts of their servers. */
package org.lwm2m.bootstrap;
