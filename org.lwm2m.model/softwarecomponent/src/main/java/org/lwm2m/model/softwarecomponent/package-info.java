/**
 * Object /14, LWM2M Software Component.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.softwarecomponent;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
