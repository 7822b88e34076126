/** The contents of the delivered server, read from its files and not from its configuration. */
package org.sessionroom.inventory;
