/**
 * Object /4, Connectivity Monitoring.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.connectivitymonitoring;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
