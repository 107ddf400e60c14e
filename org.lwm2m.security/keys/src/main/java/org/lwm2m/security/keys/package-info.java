/** Keys of clients: from the configuration, and from a file that can be changed while the system runs. */
package org.lwm2m.security.keys;
