package org.lwm2m.bootstrap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the configuration to tools; {@link Settings} reads it. */
@ObjectClassDefinition(
        id = BootstrapEngine.PID,
        name = "LwM2M Bootstrap-Server",
        description = "Where clients ask to be bootstrapped, and how much they may take up.")
@interface BootstrapConfiguration {

    @AttributeDefinition(description = "URIs to listen on, as soon as there is a transport for the scheme")
    String[] listen() default Settings.LISTEN;

    @AttributeDefinition(description = "Whether Bootstrap-Pack is served")
    boolean pack() default true;

    @AttributeDefinition(description = "How long one operation may take")
    int request_timeout_seconds() default Settings.REQUEST_TIMEOUT;

    @AttributeDefinition(description = "How long the bootstrap of one client may take")
    int session_timeout_seconds() default Settings.SESSION_TIMEOUT;

    @AttributeDefinition(description = "Most clients that are bootstrapped at once; another one is told to come later")
    int sessions_max() default Settings.SESSIONS;

    @AttributeDefinition(description = "Most of them from one address that proves nothing (NoSec)")
    int peer_sessions_max() default Settings.PEER_SESSIONS;

    @AttributeDefinition(description = "When a client that there is no room for may come back")
    int retry_after_seconds() default Settings.RETRY_AFTER;

    @AttributeDefinition(description = "How long to wait for a codec, transport or planner that is being replaced")
    int provider_wait_millis() default Settings.PROVIDER_WAIT;

    @AttributeDefinition(description = "Most threads that call planners and listeners")
    int threads() default Settings.THREADS;
}
