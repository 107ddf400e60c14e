/**
 * Object /9, LWM2M Software Management.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.softwaremanagement;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
