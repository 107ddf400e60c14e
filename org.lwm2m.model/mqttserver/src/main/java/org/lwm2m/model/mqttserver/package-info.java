/**
 * Object /24, MQTT Server.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("0.1.0")
package org.lwm2m.model.mqttserver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
