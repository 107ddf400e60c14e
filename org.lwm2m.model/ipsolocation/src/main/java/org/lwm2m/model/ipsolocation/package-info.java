/** Object 3336, Location, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("2.0.0")
package org.lwm2m.model.ipsolocation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
