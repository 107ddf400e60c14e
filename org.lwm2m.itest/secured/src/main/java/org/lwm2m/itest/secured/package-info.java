/** Tests of sessions between both engines and with other people's programs; nothing here but tests. */
package org.lwm2m.itest.secured;
