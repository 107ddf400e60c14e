/**
 * Object /33629, Advanced Firmware Update.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.advancedfirmwareupdate;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
