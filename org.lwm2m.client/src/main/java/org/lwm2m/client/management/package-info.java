/** What a server may do with this client's objects. */
package org.lwm2m.client.management;
