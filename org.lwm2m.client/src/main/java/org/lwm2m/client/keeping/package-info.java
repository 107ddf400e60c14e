/** What of a client outlives it, how it becomes octets, and how it gets to the store and back. */
package org.lwm2m.client.keeping;
