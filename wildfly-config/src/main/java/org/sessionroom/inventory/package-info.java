/** What the delivered server consists of, read from its files and not from what was asked for. */
package org.sessionroom.inventory;
