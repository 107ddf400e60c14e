/**
 * Object /25, LwM2M Gateway.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.gateway;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
