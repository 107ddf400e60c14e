/** Object 3341, Addressable Text Display, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.lwm2m.model.addressabletextdisplay;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
