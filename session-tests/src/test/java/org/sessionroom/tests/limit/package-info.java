/** Floods and slow connections: whoever sends too much is limited, and others are not affected. */
package org.sessionroom.tests.limit;
