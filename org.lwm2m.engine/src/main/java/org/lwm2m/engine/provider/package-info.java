/** What others bring and take away: transports, codecs, definitions, credentials, stores. */
package org.lwm2m.engine.provider;
