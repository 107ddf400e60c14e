/** The conformance table: which requirements the tests prove. */
package org.lwm2m.conformance;
