/** Object 3345, Multiple Axis Joystick, as an interface. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.lwm2m.model.multipleaxisjoystick;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
