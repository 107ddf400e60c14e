package org.lwm2m.transport.tcp;

/** What can be configured of the transport, checked. */
record Settings(Timing timing, Bounds bounds) {}
