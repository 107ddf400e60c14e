/**
 * Object /11, LWM2M APN Connection Profile.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.apnconnectionprofile;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
