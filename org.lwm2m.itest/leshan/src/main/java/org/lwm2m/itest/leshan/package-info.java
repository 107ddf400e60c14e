/** Leshan on the other end: a client and a server that are told what to do on their standard input. */
package org.lwm2m.itest.leshan;
