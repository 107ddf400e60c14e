/** Plans in files: read, checked as a whole, and made into steps for one client. */
package org.lwm2m.bootstrap.plan;
