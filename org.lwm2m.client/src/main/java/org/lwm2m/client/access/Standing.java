package org.lwm2m.client.access;

import java.util.Optional;

/**
 * One server account, as access control sees it.
 *
 * @param server the Short Server ID
 * @param instance its own instance of /1
 * @param share what it was configured to get; it depends on the other accounts where nothing is said
 */
public record Standing(int server, int instance, Optional<Share> share) {}
