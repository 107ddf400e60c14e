/**
 * Object /6, Location.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.location;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
