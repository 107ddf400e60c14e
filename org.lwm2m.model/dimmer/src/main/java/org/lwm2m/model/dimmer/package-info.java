/** Object 3343, Dimmer, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.lwm2m.model.dimmer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
