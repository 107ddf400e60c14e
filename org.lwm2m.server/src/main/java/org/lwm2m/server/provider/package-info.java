/** Those who want to hear of clients, as they come and go. */
package org.lwm2m.server.provider;
