/** Both engines on one wire; all of it are tests. */
package org.lwm2m.itest.engines;
