/** Observations that stand: made again in every registration, and after every restart. */
package org.lwm2m.server.standing;
