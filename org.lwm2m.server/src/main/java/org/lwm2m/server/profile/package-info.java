/** What profile ids stand for: as configured, and as clients taught. */
package org.lwm2m.server.profile;
