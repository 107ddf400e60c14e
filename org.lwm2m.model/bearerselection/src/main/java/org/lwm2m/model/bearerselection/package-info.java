/**
 * Object /13, LWM2M Bearer Selection.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.bearerselection;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
