/** OMA definitions as XML, read as facts. */
package org.lwm2m.model.registry.ddf;
