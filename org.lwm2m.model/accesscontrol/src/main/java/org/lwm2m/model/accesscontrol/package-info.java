/**
 * Object /2, LwM2M Access Control.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.accesscontrol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
