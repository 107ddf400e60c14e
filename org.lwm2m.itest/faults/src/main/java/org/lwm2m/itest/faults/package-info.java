/** Faults between real processes; all of it are tests. */
package org.lwm2m.itest.faults;
