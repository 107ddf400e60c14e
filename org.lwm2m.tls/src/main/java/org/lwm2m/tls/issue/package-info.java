/** Makes certificates and requests for them: for trials and tests, not for running an authority. */
package org.lwm2m.tls.issue;
