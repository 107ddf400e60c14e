/** Objects at clients by the interfaces that define them. */
package org.lwm2m.server.typed;
