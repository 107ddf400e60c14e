/**
 * Object /21, LWM2M OSCORE.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.oscore;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
