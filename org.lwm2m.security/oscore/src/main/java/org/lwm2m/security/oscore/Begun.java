package org.lwm2m.security.oscore;

import org.lwm2m.api.Bytes;

/**
 * The request that began an observation, as far as its notifications are tied to it.
 *
 * @param context the ID Context of the keys that it was made with
 * @param number its Partial IV; who made it is known by who observes
 */
record Begun(Pair pair, Bytes context, PartialIv number) {}
