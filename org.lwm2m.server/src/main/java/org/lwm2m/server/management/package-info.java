/** What a server asks of clients, and what they report: device management and information reporting. */
package org.lwm2m.server.management;
