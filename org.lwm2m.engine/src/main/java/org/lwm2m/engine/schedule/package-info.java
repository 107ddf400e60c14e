/** When things run, and in what order. */
package org.lwm2m.engine.schedule;
