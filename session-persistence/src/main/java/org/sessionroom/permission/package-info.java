/** Authorisation: only a table of action, role, ownership and session state. */
package org.sessionroom.permission;
