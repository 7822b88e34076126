/** Authorisation: a table of action, role, ownership and session state, and nothing else. */
package org.sessionroom.permission;
