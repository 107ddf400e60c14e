/** What the accounts of a client are, and what has to be true of them. */
package org.lwm2m.bootstrap.account;
