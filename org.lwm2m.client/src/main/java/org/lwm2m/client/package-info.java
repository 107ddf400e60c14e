/** The LwM2M Client engine: server accounts and the life of their registrations. */
package org.lwm2m.client;
