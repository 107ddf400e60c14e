/** Object 3314, Magnetometer, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
package org.lwm2m.model.magnetometer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
