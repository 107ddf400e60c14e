/**
 * Object /23, LwM2M COSE.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.cose;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
