/** How a client gets into a session: the invitation, its link, and the mails about changes. */
package org.sessionroom.tests.participant;
