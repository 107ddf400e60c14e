/** Queue mode: requests that wait for clients that sleep. */
package org.lwm2m.server.queue;
