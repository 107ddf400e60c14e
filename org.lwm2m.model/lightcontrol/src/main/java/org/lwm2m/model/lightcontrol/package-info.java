/** Object 3311, Light Control, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.lwm2m.model.lightcontrol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
