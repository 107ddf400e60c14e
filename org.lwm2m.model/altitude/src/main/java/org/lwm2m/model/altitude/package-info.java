/** Object 3321, Altitude, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
package org.lwm2m.model.altitude;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
