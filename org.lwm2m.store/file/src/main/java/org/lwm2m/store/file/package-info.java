/** Keeps what must survive a restart of the system in one file. */
package org.lwm2m.store.file;
