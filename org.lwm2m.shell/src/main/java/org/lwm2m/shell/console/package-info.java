/** The main thread of the runnable system: an interactive shell on a terminal, or commands from a pipe. */
package org.lwm2m.shell.console;
