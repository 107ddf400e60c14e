/** Object 3347, Push button, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
package org.lwm2m.model.pushbutton;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
