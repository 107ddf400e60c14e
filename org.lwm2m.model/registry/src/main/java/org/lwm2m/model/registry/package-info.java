/** Finds the definitions of objects: in bundles, in XML files, in services. */
package org.lwm2m.model.registry;
