/**
 * The shared field: figures, changes, and the journal of all changes. A {@code Constellation} is immutable, and the same
 * journal always gives the same field.
 */
package org.sessionroom.constellation;
