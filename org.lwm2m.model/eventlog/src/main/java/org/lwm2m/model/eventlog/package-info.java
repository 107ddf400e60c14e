/**
 * Object /20, Event Log.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.eventlog;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
