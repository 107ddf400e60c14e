/** Holds the object definitions to their facts. */
package org.lwm2m.model.all;
