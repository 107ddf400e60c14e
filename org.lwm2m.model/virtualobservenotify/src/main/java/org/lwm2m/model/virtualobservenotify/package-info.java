/**
 * Object /22, Virtual Observe Notify.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.virtualobservenotify;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
