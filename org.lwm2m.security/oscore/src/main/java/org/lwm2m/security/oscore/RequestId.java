package org.lwm2m.security.oscore;

import org.lwm2m.api.Bytes;

/** What ties responses to a request: who sent it, with which number. */
record RequestId(Bytes kid, PartialIv number) {}
