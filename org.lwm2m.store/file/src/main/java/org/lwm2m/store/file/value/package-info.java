/** How the things that are kept become octets, and octets those things again. Version 1 of the file. */
package org.lwm2m.store.file.value;
