/**
 * Object /0, LwM2M Security.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.security;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
