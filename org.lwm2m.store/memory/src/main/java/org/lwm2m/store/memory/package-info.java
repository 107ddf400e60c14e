/** Keeps what must survive a restart of an engine, but not of the system, in memory. */
package org.lwm2m.store.memory;
