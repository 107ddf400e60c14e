/** Measurements, side by side with what a user would pick instead. */
package org.lwm2m.bench;
