/** SenML packs, whichever notation they are in (RFC 8428). */
package org.lwm2m.notation.senml;
