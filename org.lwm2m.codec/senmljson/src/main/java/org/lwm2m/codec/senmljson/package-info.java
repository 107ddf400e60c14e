/** SenML JSON and SenML-ETCH JSON (content formats 110 and 320). */
package org.lwm2m.codec.senmljson;
