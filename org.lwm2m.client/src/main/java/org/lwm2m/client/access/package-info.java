/** Access control: which server may do what with which instance, where there are several (Core 1.2, 8). */
package org.lwm2m.client.access;
