/** Object 3304, Humidity, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
package org.lwm2m.model.humidity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
