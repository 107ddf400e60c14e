/** Brings the default configuration, and lets a folder of files change it while the system runs. */
package org.lwm2m.conf;
