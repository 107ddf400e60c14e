/** To be filled. */
package org.lwm2m.shell;
