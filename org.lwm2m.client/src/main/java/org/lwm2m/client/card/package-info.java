/** What a smartcard brings. */
package org.lwm2m.client.card;
