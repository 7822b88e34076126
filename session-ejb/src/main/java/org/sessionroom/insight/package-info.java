/** The event by which a room learns that the assistant has something new. */
package org.sessionroom.insight;
