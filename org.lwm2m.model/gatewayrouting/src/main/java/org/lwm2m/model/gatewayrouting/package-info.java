/**
 * Object /26, LwM2M Gateway Routing.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.gatewayrouting;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
