/** Makes an object definition's bundle from OMA XML; a command, never deployed. */
package org.lwm2m.model.maker;
