/** Configuration, read so that a wrong value is named and the rest counts. */
package org.lwm2m.engine.configuration;
