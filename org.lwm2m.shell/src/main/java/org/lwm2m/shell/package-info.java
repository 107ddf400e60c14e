/** The commands of the scope {@code lwm2m}: what a person asks of clients, servers and models here. */
package org.lwm2m.shell;
