/** Server accounts: the Security and Server objects of a client. */
package org.lwm2m.client.account;
