/** Tests of {@code org.lwm2m.api}, which can't depend on this module itself. */
package org.lwm2m.testing.api;
