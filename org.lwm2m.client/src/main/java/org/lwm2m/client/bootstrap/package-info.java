/** The client's side of the bootstrap interface (Core 1.2, 6.1). */
package org.lwm2m.client.bootstrap;
