/** The same data in every format, by our codecs and by Leshan's. */
package org.lwm2m.itest.formats;
