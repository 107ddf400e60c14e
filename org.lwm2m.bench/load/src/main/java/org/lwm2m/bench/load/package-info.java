/** How any server is put under load and measured. */
package org.lwm2m.bench.load;
