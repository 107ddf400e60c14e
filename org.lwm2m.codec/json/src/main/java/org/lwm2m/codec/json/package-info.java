/** OMA JSON, which LwM2M 1.0 had and 1.1 dropped (content format 11543). */
package org.lwm2m.codec.json;
