/** One owner for the state of one client. */
package org.lwm2m.client.loop;
