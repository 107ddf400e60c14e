/** LwM2M data as text for people, and back. */
package org.lwm2m.shell.text;
