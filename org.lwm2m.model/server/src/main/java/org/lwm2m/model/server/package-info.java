/**
 * Object /1, LwM2M Server.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.server;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
