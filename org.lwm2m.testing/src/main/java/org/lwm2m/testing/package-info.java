/** Contract tests and fakes: a provider extends a contract here and is held to what the api says. Never deployed. */
package org.lwm2m.testing;
