package org.lwm2m.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the configuration to tools; {@link Settings} reads it. */
@ObjectClassDefinition(
        id = ServerEngine.PID,
        name = "LwM2M Server",
        description = "Where clients register, and how much they may take up.")
@interface ServerConfiguration {

    @AttributeDefinition(description = "URIs to listen on, as soon as there is a transport for the scheme")
    String[] listen() default Settings.LISTEN;

    @AttributeDefinition(description = "How long a request to a client may take, unless the application says otherwise")
    int request_timeout_seconds() default Settings.REQUEST_TIMEOUT;

    @AttributeDefinition(description = "Lifetime of a client that registers without one")
    int lifetime_default_seconds() default Settings.LIFETIME;

    @AttributeDefinition(description = "How much longer than its lifetime a registration is kept")
    int grace_seconds() default Settings.GRACE;

    @AttributeDefinition(description = "Most clients that may be registered; another one is told to come back later")
    int registrations_max() default Settings.REGISTRATIONS;

    @AttributeDefinition(description = "Most of them from one address and port that proves nothing (NoSec)")
    int peer_registrations_max() default Settings.PEER_REGISTRATIONS;

    @AttributeDefinition(description = "Most dynamic profile ids that are learned from clients; 0 for none")
    int profiles_max() default Settings.PROFILES;

    @AttributeDefinition(description = "Most observations of one client")
    int observations_max() default Settings.OBSERVATIONS;

    @AttributeDefinition(description = "Most requests to one client that are not answered yet")
    int requests_max() default Settings.REQUESTS;

    @AttributeDefinition(description = "Most reports of one client that no listener has heard yet; more are dropped")
    int reports_max() default Settings.REPORTS;

    @AttributeDefinition(description = "How long a client of queue mode is awake after it was heard")
    int awake_seconds() default Settings.AWAKE;

    @AttributeDefinition(description = "How long a request waits for a client of queue mode, unless told otherwise")
    int queue_deadline_seconds() default Settings.QUEUE_DEADLINE;

    @AttributeDefinition(description = "Most requests that wait for one client of queue mode")
    int queue_max() default Settings.QUEUE;

    @AttributeDefinition(description = "Most requests that wait for all clients of queue mode")
    int queue_all_max() default Settings.QUEUES;

    @AttributeDefinition(description = "When a client that there is no room for may come back")
    int retry_after_seconds() default Settings.RETRY_AFTER;

    @AttributeDefinition(description = "How long to wait for a codec, transport or store that is being replaced")
    int provider_wait_millis() default Settings.PROVIDER_WAIT;

    @AttributeDefinition(description = "Most threads that call applications back")
    int threads() default Settings.THREADS;
}
