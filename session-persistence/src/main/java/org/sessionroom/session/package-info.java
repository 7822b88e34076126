/** The session: one therapy hour with its states, its limits, and the refusals that its rules give. */
package org.sessionroom.session;
