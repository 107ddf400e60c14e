/**
 * Object /10, LWM2M Cellular Connectivity.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.cellularconnectivity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
